import type { NoticeRequested } from '../../../events/notice-requested.ts';
import type { ReplyRequested } from '../../../events/reply-requested.ts';

/**
 * What became of a send. `retry`: surely not accepted, try again. `failed`: refused for good. `unknown`: it may or may
 * not have been accepted; only a send that is `repeatable` may be tried again.
 */
export type SendOutcome =
  | { kind: 'sent'; providerId?: string }
  | { kind: 'retry'; because: string }
  | { kind: 'failed'; because: string }
  | { kind: 'unknown'; because: string };

/** One way out of the house. */
export type Sender<Request> = {
  /** Whether the receiver knows a second delivery of one request for what it is. */
  repeatable: boolean;
  send(request: Request): Promise<SendOutcome>;
};

/** A reply on its way out; `at` is the time it bears, the same at every attempt. */
export type LeavingReply = ReplyRequested['data'] & { at: string };
export type ReplySenders = Record<ReplyRequested['data']['replyTo']['via'], Sender<LeavingReply>>;
export type NoticeSenders = {
  [By in NoticeRequested['data']['notice']['by']]: Sender<
    NoticeRequested['data'] & { notice: Extract<NoticeRequested['data']['notice'], { by: By }> }
  >;
};
