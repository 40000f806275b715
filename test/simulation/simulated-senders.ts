import type { NoticeRequested } from '../../events/notice-requested.ts';
import type { LeavingReply, NoticeSenders, ReplySenders, SendOutcome } from '../../functions/shared/ports/senders.ts';
import type { Faults } from './faults.ts';
import type { History } from './history.ts';
import type { VirtualClock } from './virtual-clock.ts';

type Taken = { requestId: string; isRepeatable: boolean; at: string; seq: number };

/** Something a receiver took: a customer or a colleague may have seen it. */
export type Effect =
  | (Taken & { kind: 'reply'; via: keyof ReplySenders; reply: LeavingReply; lookedAt: number | undefined })
  | (Taken & { kind: 'notice'; via: keyof NoticeSenders; notice: NoticeRequested['data'] });

type Whole<Part> = Part extends Effect ? Omit<Part, keyof Taken> : never;

/** Receivers that know a second delivery of one request for what it is. */
const repeatable = { callback: true, 'web-chat': true, email: false, slack: false } as const;

/** All receivers there are: customers' platforms, mail and Slack, each with its moods. */
export function simulatedSenders({
  faults,
  history,
  clock,
}: {
  faults: Faults;
  history: History;
  clock: VirtualClock;
}) {
  const effects: Effect[] = [];
  const known = new Set<string>();
  const refused = new Set<string>();

  function receive(requestId: string, effect: Whole<Effect>): SendOutcome {
    const { via } = effect;
    const isKnown = repeatable[via] && known.has(requestId);
    const fault = faults.sendFault({ port: 'sender', method: via, about: requestId });
    if (fault === 'refused-for-now') return { kind: 'retry', because: 'busy' };
    if (fault === 'refused-for-good' && !isKnown) refused.add(requestId);
    if (refused.has(requestId)) return { kind: 'failed', because: 'no such address' };
    known.add(requestId);
    effects.push({
      ...effect,
      requestId,
      isRepeatable: repeatable[via],
      at: clock.now().toISOString(),
      seq: history.tick(),
    });
    return fault === 'answer-lost'
      ? { kind: 'unknown', because: 'no answer' }
      : { kind: 'sent', providerId: `p-${requestId}` };
  }

  /** The ways to customers; `lookedAt` says when the sending invocation last looked at a conversation. */
  const replies = (lookedAt: (conversationId: string) => number | undefined): ReplySenders => {
    const by = (via: keyof ReplySenders): ReplySenders[typeof via] => ({
      repeatable: repeatable[via],
      send: async (reply) =>
        receive(reply.requestId, { kind: 'reply', via, reply, lookedAt: lookedAt(reply.conversationId) }),
    });
    return { callback: by('callback'), 'web-chat': by('web-chat'), email: by('email') };
  };
  const notices: NoticeSenders = {
    slack: {
      repeatable: false,
      send: async (notice) => receive(notice.requestId, { kind: 'notice', via: 'slack', notice }),
    },
    email: {
      repeatable: false,
      send: async (notice) => receive(notice.requestId, { kind: 'notice', via: 'email', notice }),
    },
  };
  return { effects, replies, notices };
}
