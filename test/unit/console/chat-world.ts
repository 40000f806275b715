import type { Socket } from '../../../console/src/widget/connection.ts';
import { chatMemory } from '../../../console/src/widget/memory.ts';
import { type ChatView, chatSession } from '../../../console/src/widget/session.ts';

type Sent = { type: string; id?: string; text?: string; after?: string };

/** A socket the test holds the other end of. */
export class FakeSocket implements Socket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  sent: Sent[] = [];
  isClosed = false;
  readonly protocols: string[];
  constructor(protocols: string[]) {
    this.protocols = protocols;
  }
  send(text: string) {
    this.sent.push(JSON.parse(text) as Sent);
  }
  close() {
    this.isClosed = true;
  }
  says(words: unknown) {
    this.onmessage?.({ data: JSON.stringify(words) });
  }
  messages = () => this.sent.filter(({ type }) => type === 'message');
}

/** Time that passes when the test says so. */
function handClock() {
  let nowMs = Date.parse('2026-03-01T09:00:00.000Z');
  let waiting: { at: number; work: () => void }[] = [];
  return {
    now: () => new Date(nowMs),
    later(ms: number, work: () => void) {
      const entry = { at: nowMs + ms, work };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((other) => other !== entry);
      };
    },
    pass(ms: number) {
      const end = nowMs + ms;
      for (;;) {
        const [next] = waiting.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
        if (!next) break;
        waiting = waiting.filter((other) => other !== next);
        nowMs = next.at;
        next.work();
      }
      nowMs = end;
    },
  };
}

/** A browser with one widget in it; `reload` makes another over the same storage. */
export function chatWorld() {
  const stored = new Map<string, string>();
  const clock = handClock();
  const sockets: FakeSocket[] = [];
  const asked: { resume?: string; account: string }[] = [];
  const door = { status: 200, session: 's_1' };
  let ids = 0;

  function page() {
    const views: ChatView[] = [];
    const session = chatSession({
      base: 'https://desk.example',
      account: 'lumi',
      name: undefined,
      memory: chatMemory(
        { getItem: (name) => stored.get(name) ?? null, setItem: (name, value) => void stored.set(name, value) },
        'lumi',
      ),
      fetch: async (_, init) => {
        asked.push(JSON.parse(String(init?.body)));
        const socket = { url: 'wss://chat.example', token: `t${asked.length}` };
        return Response.json({ session: door.session, resume: 'resume-1', socket }, { status: door.status });
      },
      openSocket: (_, protocols) => {
        const socket = new FakeSocket(protocols);
        sockets.push(socket);
        return socket;
      },
      later: clock.later,
      now: clock.now,
      random: () => 0,
      newId: () => `w${++ids}`,
      changed: (view) => views.push(view),
    });
    return { session, view: () => views.at(-1) ?? { phase: 'connecting', lines: [], unread: 0 } };
  }

  /** Lets answers of `fetch` arrive. */
  const settle = async () => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  const socket = (index = -1) => {
    const found = sockets.at(index);
    if (!found) throw new Error('no socket was opened');
    return found;
  };
  /** Opens the newest socket and tells it this history. */
  async function open(messages: unknown[] = [], more = false) {
    await settle();
    socket().onopen?.();
    socket().says({ type: 'history', messages, more });
  }
  return { ...clock, page, open, settle, socket, sockets, asked, door, stored };
}

export const aReply = (n: number, over: object = {}) => ({
  id: `r${n}`,
  at: `2026-03-01T09:0${n}:00.000Z`,
  by: 'bot',
  text: `reply ${n}`,
  cursor: `c${n}`,
  ...over,
});
