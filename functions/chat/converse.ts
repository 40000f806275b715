import * as z from 'zod';
import { chatLine } from '../shared/channels/web-chat/lines.ts';
import { customerIdOf } from '../shared/ids.ts';
import { type IntakeDeps, takeIn } from '../shared/intake.ts';
import type { Visitor } from './sessions.ts';

const channel = 'web-chat';
/** Characters a visitor may send at once. */
export const lineLimit = 4000;

const frame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), after: z.string().max(256).optional() }),
  z.object({ type: z.literal('message'), id: z.string().min(1).max(64), text: z.string() }),
  z.object({ type: z.literal('ping') }),
]);

/** Lines of one history answer. */
const historyLines = 50;

// A reply's time is when it was decided; one decided before the visitor's last line may reach the timeline after it.
// A little of what the visitor has is sent again, and the widget knows it by its id.
const overlapMs = 120_000;

const afterKey = (cursor: string) => {
  const [at = ''] = cursor.split('#');
  const from = new Date(Date.parse(at) - overlapMs);
  return Number.isNaN(from.getTime()) ? undefined : { occurredAt: from.toISOString(), entryId: '' };
};

async function history({ account, session }: Visitor, after: string, { timeline }: IntakeDeps) {
  const customerId = customerIdOf({ channel, account, user: session });
  const from = afterKey(after);
  const { entries, more } = from
    ? await timeline
        .since(customerId, from, historyLines * 2)
        .then((found) => ({ entries: found, more: found.length === historyLines * 2 }))
    : await timeline
        .page(customerId, { limit: historyLines })
        .then((page) => ({ entries: page.entries.reverse(), more: false }));
  return { type: 'history', messages: entries.flatMap((entry) => chatLine(entry) ?? []), more };
}

/** What a window's frame is answered with; undefined when it needs no answer. */
export async function converse(body: string, visitor: Visitor, deps: IntakeDeps): Promise<object | undefined> {
  let raw: unknown;
  try {
    raw = JSON.parse(body);
  } catch {
    return { type: 'refused', message: 'a frame must be JSON' };
  }
  const parsed = frame.safeParse(raw);
  if (!parsed.success) return undefined; // typing marks and whatever a later widget says
  const said = parsed.data;
  switch (said.type) {
    case 'ping':
      return { type: 'pong' };
    case 'hello':
      return history(visitor, said.after ?? '', deps);
    case 'message': {
      const { id, text } = said;
      if (text.trim() === '') return { type: 'refused', id, message: 'the message is empty' };
      if (text.length > lineLimit) return { type: 'refused', id, message: `at most ${lineLimit} characters` };
      const { account, session: user, name } = visitor;
      const incoming = {
        channel,
        account,
        user,
        providerId: `${user}/${id}`,
        text,
        ...(name === undefined ? {} : { name }),
      };
      const taken = await takeIn(
        incoming,
        { kind: 'message', mayAnswer: true, replyTo: { via: channel, account, user } },
        deps,
      );
      if (taken.kind === 'another-text') return { type: 'refused', id, message: 'this id was used for another text' };
      return { type: 'ack', id, messageId: taken.messageId, at: taken.occurredAt };
    }
  }
}
