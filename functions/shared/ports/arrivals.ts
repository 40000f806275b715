/** For platforms that give a message no time: the first sight of it becomes its time. */
export interface Arrivals {
  /** The time the message was first seen, `now` when that is this time. Kept longer than any provider retries. */
  firstSeen(messageId: string, now: string): Promise<string>;
}
