import { type ConnectionDeps, connection, type Phase } from './connection.ts';
import { maxCharacters, type ServerSays, timing } from './protocol.ts';
import { namedTimers } from './timers.ts';
import {
  type Line,
  newestReplyAt,
  type Pending,
  unreadAfter,
  withAck,
  withMessages,
  withPending,
  withRefusal,
} from './transcript.ts';

/** What the customer's screen shows. */
export type ChatView = { phase: Phase; lines: Line[]; unread: number };

export type SessionDeps = ConnectionDeps & { now: () => Date; newId: () => string; changed(view: ChatView): void };

/**
 * A customer's end of the conversation. What was written is kept and sent again until the server has it for good,
 * through lost sockets and reloads; what was said is shown once, however often it is told.
 */
export function chatSession({ now, newId, changed, ...deps }: SessionDeps) {
  const { memory } = deps;
  const timers = namedTimers<'ack'>(deps.later);
  const line = connection(deps, { opened: greet, heard, moved });
  let lines: Line[] = memory.outbox().reduce(withPending, []);
  let session = '';
  /** How far the history is known without a gap: a push can overtake one that was lost, so only histories move it. */
  let after = '';

  const show = () => changed({ phase: line.phase(), lines, unread: unreadAfter(lines, memory.readAt()) });

  function moved() {
    if (line.phase() !== 'ready') timers.cancel('ack');
    show();
  }

  function greet(opened: string) {
    if (session && session !== opened) {
      lines = memory.outbox().reduce(withPending, []); // a new session has none of the old one's history
      after = '';
    }
    session = opened;
    line.say({ type: 'hello', after });
    line.expectAnswer();
    memory.outbox().forEach(transmit);
    show();
  }

  function transmit({ id, text }: Pending) {
    line.say({ type: 'message', id, text });
    if (!timers.isSet('ack')) expectAck();
  }

  const expectAck = () => timers.set('ack', timing.ackMs, line.lost);

  /** The server has decided about a message: it need not be sent again. */
  function settle(id: string) {
    memory.forget(id);
    timers.cancel('ack');
    if (memory.outbox().length > 0) expectAck();
    else line.steady();
  }

  function heard(words: ServerSays) {
    switch (words.type) {
      case 'history':
        recall(words);
        break;
      case 'ack':
        lines = withAck(lines, words);
        settle(words.id);
        break;
      case 'refused':
        lines = withRefusal(lines, words);
        settle(words.id);
        break;
      case 'reply':
        lines = withMessages(lines, [words.message]);
        break;
      case 'pong':
        return line.answered();
    }
    show();
  }

  function recall({ messages, more }: Extract<ServerSays, { type: 'history' }>) {
    const isCatchingUp = after !== '';
    line.answered();
    lines = withMessages(lines, messages);
    after = messages.at(-1)?.cursor ?? after;
    if (memory.outbox().length === 0) line.steady();
    if (more && isCatchingUp && messages.length > 0) {
      line.say({ type: 'hello', after });
      line.expectAnswer();
    }
  }

  return {
    start: line.connect,
    nudge: line.nudge,
    stop: line.stop,
    /** Keeps and sends what the customer wrote; false when there is nothing to send, or too much. */
    send(words: string): boolean {
      const text = words.trim();
      if (text === '' || text.length > maxCharacters) return false;
      const pending = { id: newId(), text, at: now().toISOString() };
      memory.keep(pending);
      lines = withPending(lines, pending);
      if (line.phase() === 'ready') transmit(pending);
      show();
      return true;
    },
    /** The customer has seen all there is. */
    read() {
      const newest = newestReplyAt(lines);
      if (newest <= memory.readAt()) return;
      memory.keepReadAt(newest);
      show();
    },
  };
}
export type ChatSession = ReturnType<typeof chatSession>;
