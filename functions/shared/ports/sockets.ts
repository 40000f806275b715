/** Whose window: the visitor's session, the account written to, and the name they gave. */
export type Window = { session: string; account: string; name?: string };

/** The open web chat windows of a visitor. */
export interface Sockets {
  open(socket: Window & { connectionId: string }): Promise<void>;
  close(connectionId: string): Promise<void>;
  /** Whose window this is; undefined once it is closed or too old. */
  owner(connectionId: string): Promise<Window | undefined>;
  of(account: string, session: string): Promise<string[]>;
  /** Uses up a single-use token; `used-before` the second time. */
  useToken(nonce: string, expiresAt: Date): Promise<'used' | 'used-before'>;
}
