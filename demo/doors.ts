import { randomUUID } from 'node:crypto';
import { createTransport } from 'nodemailer';
import WebSocket from 'ws';
import type { Connection } from '../cli/connection.ts';
import { postMessage } from '../cli/post-message.ts';
import type { StoryMessage } from './story.ts';

/** What a door said to a message: taken in, or why not; `customer` is the handle it went in under. */
export type Taken = { ok: true; user: string; messageId?: string } | { ok: false; because: string };

/** The real doors of a stack, as customers' own programs use them. */
export type Doors = { tell(message: StoryMessage): Promise<Taken>; close(): void };

type Line = { type: string; id?: string; messageId?: string; message?: unknown };

/** One visitor's chat window: says one line at a time and waits for the acknowledgement. */
async function chatWindow(siteUrl: string, account: string, name: string) {
  const response = await fetch(`${siteUrl}/v1/chat/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account, name }),
  });
  if (!response.ok) throw new Error(`chat: ${response.status} ${await response.text()}`);
  const { session, socket } = (await response.json()) as { session: string; socket: { url: string; token: string } };
  const ws = new WebSocket(socket.url, ['heartline.v1', socket.token]);
  const acks = new Map<string, (line: Line) => void>();
  ws.on('message', (data) => {
    const line = JSON.parse(String(data)) as Line;
    if (line.id) acks.get(line.id)?.(line);
  });
  await new Promise<void>((resolve, reject) => ws.once('open', () => resolve()).once('error', reject));
  return {
    session,
    close: () => ws.terminate(),
    say: (text: string) =>
      new Promise<Taken>((resolve) => {
        const id = randomUUID();
        const late = setTimeout(() => resolve({ ok: false, because: 'chat: not acknowledged within 30 s' }), 30_000);
        acks.set(id, (line) => {
          clearTimeout(late);
          acks.delete(id);
          resolve(
            line.type === 'ack' && line.messageId
              ? { ok: true, user: session, messageId: line.messageId }
              : { ok: false, because: `chat: ${String(line.message)}` },
          );
        });
        ws.send(JSON.stringify({ type: 'message', id, text }));
      }),
  };
}

/** Opens a stack's doors; `run` keeps the people of one run apart from those of another. */
export function openDoors(
  connection: Connection,
  { key, mailbox, run }: { key: Uint8Array; mailbox: string | undefined; run: string },
): Doors {
  const windows = new Map<string, ReturnType<typeof chatWindow>>();
  const smtp =
    connection.smtpPort === undefined
      ? undefined
      : createTransport({
          host: '127.0.0.1',
          port: connection.smtpPort,
          secure: false,
          ignoreTLS: true,
          pool: true,
          maxConnections: 4,
        });

  const byApi = async ({ channel, account, user, name, text }: StoryMessage): Promise<Taken> => {
    const handle = `${user}-${run}`;
    const message = { channel, account, user: handle, messageId: randomUUID(), text, profile: { name } };
    const answer = await postMessage(connection.apiUrl, key, message);
    return answer.messageId
      ? { ok: true, user: handle, messageId: answer.messageId }
      : { ok: false, because: `api: ${answer.error?.field ?? ''} ${answer.error?.message ?? answer.status}`.trim() };
  };

  const byChat = async ({ account, user, name, text }: StoryMessage): Promise<Taken> => {
    const window = windows.get(user) ?? chatWindow(connection.siteUrl, account, name);
    windows.set(user, window);
    return (await window).say(text);
  };

  const byMail = async ({ user, name, subject, text }: StoryMessage): Promise<Taken> => {
    if (!smtp || !mailbox) return { ok: false, because: 'mail: this stack has no mailbox here' };
    const [local = '', domain = ''] = user.split('@');
    const address = `${local}+${run}@${domain}`;
    try {
      await smtp.sendMail({ from: { name, address }, to: mailbox, subject: subject ?? '', text });
      return { ok: true, user: address };
    } catch (error) {
      return { ok: false, because: `mail: ${(error as Error).message}` };
    }
  };

  const ways = { api: byApi, 'web-chat': byChat, email: byMail };
  return {
    tell: (message) => ways[message.channel](message),
    close: () => {
      smtp?.close();
      for (const window of windows.values())
        void window.then(
          ({ close }) => close(),
          () => {},
        );
    },
  };
}
