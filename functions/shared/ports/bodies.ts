/** Texts and files too large for a queue or a table. */
export interface Bodies {
  put(key: string, content: string | Uint8Array, contentType: string): Promise<void>;
  /** Undefined when there is none. */
  get(key: string): Promise<Uint8Array | undefined>;
}
