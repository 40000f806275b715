/**
 * A send's states. `intent`: not begun, or begun and surely not accepted, so it may be tried. `sending`: begun by
 * somebody. The rest are final, but that a person may settle an `unknown` one.
 */
export type SendState = 'intent' | 'sending' | 'sent' | 'unknown' | 'failed' | 'blocked';

export type Send = {
  requestId: string;
  state: SendState;
  /** Who holds it while `sending`: a settlement by another is refused. */
  claim: string;
  at: string;
  /** Where it goes, without the customer's words: `email`, `slack`, `web-chat`, `callback`. */
  via: string;
  customerId: string;
  conversationId: string;
  because?: string;
  providerId?: string;
  /** The colleague who has looked at an unknown or failed one and taken it off the list. */
  settledBy?: string;
};

/** Every effect that leaves the house, by request: at most one each, and never a silent guess. */
export interface Ledger {
  /** Read consistently. */
  get(requestId: string): Promise<Send | undefined>;
  /** Takes a new or `intent` send into `sending`; `taken` with what is there when it is neither. */
  claim(send: Send): Promise<{ kind: 'claimed' } | { kind: 'taken'; by: Send }>;
  /** Writes the outcome of a send held by `claim`; `lost` when somebody else has settled it. */
  settle(send: Send): Promise<'settled' | 'lost'>;
  /** Records a send that may not leave; `taken` when it was begun before. */
  block(send: Send): Promise<'blocked' | 'taken'>;
  /** Takes an unknown or failed send off the list, once a person has looked at it; `lost` when it has changed. */
  takeOff(send: Send & { settledBy: string }): Promise<'off' | 'lost'>;
  /** Sends a person has to look at, newest first. */
  unsettled(options: { limit: number; next?: string }): Promise<{ sends: Send[]; next?: string }>;
}
