/** A message as the server tells it; `cursor` places it in the history. */
export type ChatMessage = {
  id: string;
  at: string;
  by: 'customer' | 'bot' | 'agent' | 'system';
  text: string;
  cursor?: string;
};

/** A message the customer has written and the server has not yet acknowledged. */
export type Pending = { id: string; at: string; text: string };

/** One line on the customer's screen. `key` stays the same while `id` changes from the widget's to the server's. */
export type Line = ChatMessage & { key: string; state: 'sending' | 'sent' | 'refused'; why?: string };

const isSent = (line: Line) => line.state === 'sent';

/** Sent lines by the server's time, then what is still on its way, in the order written. */
function ordered(lines: Line[]): Line[] {
  const sent = lines.filter(isSent).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return [...sent, ...lines.filter((line) => !isSent(line))];
}

/** The lines with these messages among them, each once, however often it was told. */
export function withMessages(lines: Line[], messages: ChatMessage[]): Line[] {
  const known = new Map(lines.map((line) => [line.id, line]));
  for (const message of messages) {
    const { id, at, by, text, cursor } = message;
    const key = known.get(id)?.key ?? id;
    known.set(id, { id, at, by, text, ...(cursor === undefined ? {} : { cursor }), key, state: 'sent' });
  }
  return ordered([...known.values()]);
}

export const withPending = (lines: Line[], { id, at, text }: Pending): Line[] =>
  lines.some((line) => line.key === id)
    ? lines
    : [...lines, { id, at, text, by: 'customer', key: id, state: 'sending' }];

/** The server has it for good; when the history told it first, that line stays and the waiting one goes. */
export function withAck(lines: Line[], ack: { id: string; messageId: string; at: string }): Line[] {
  const waiting = lines.find((line) => line.key === ack.id && line.state === 'sending');
  if (!waiting) return lines;
  const others = lines.filter((line) => line !== waiting && line.id !== ack.messageId);
  const told = lines.find((line) => line !== waiting && line.id === ack.messageId);
  return ordered([...others, { ...waiting, ...told, id: ack.messageId, at: ack.at, key: ack.id, state: 'sent' }]);
}

export const withRefusal = (lines: Line[], { id, message }: { id: string; message: string }): Line[] =>
  lines.map((line) => (line.key === id ? { ...line, state: 'refused', why: message } : line));

const isOurs = (line: Line) => line.by !== 'customer';

/** How many replies came after the moment read up to. */
export const unreadAfter = (lines: Line[], readAt: string) =>
  lines.filter((line) => isOurs(line) && line.at > readAt).length;

/** The time of the newest reply, to be remembered as read. */
export const newestReplyAt = (lines: Line[]) => lines.filter(isOurs).at(-1)?.at ?? '';
