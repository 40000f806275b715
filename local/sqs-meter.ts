import { calculateMessageSize } from './fauxqs-parts.ts';
import type { Tally } from './tally.ts';

type Entry = { MessageBody?: string; MessageAttributes?: Record<string, never> };
type Body = Entry & { Entries?: Entry[] };
type Answer = { Messages?: { Body: string; MessageAttributes?: Record<string, never> }[] };

/** SQS bills each started 64 KB of a request as a request of its own. */
const chunks = (bytes: number): number => Math.max(1, Math.ceil(bytes / 65_536));

const size = (body: string | undefined, attributes: Record<string, never> | undefined): number =>
  body === undefined ? 0 : calculateMessageSize(body, attributes ?? {});

/** What one SQS call adds to the bill; a receive that brought nothing is billed too and counted apart. */
export function meterSqs(tally: Tally, action: string, body: Body, answer: Answer): void {
  if (action === 'ReceiveMessage') {
    const messages = answer.Messages ?? [];
    const bytes = messages.reduce((sum, { Body: text, MessageAttributes }) => sum + size(text, MessageAttributes), 0);
    const empty = messages.length === 0 ? 1 : 0;
    tally.add('sqs', action, { requests: 1, entries: messages.length, bytes, billed: chunks(bytes), empty });
    return;
  }
  const entries = body.Entries ?? [body];
  const bytes = entries.reduce((sum, entry) => sum + size(entry.MessageBody, entry.MessageAttributes), 0);
  tally.add('sqs', action, { requests: 1, entries: entries.length, bytes, billed: chunks(bytes) });
}
