import * as z from 'zod';

/** What a test asks the sandbox to do wrong, so many times. */
export const fault = z.object({
  status: z.number().int().optional(),
  retryAfter: z.number().optional(),
  /** Take the message, then cut the connection without an answer: the sender cannot know. */
  drop: z.boolean().optional(),
  /** Cut the connection without taking the message. */
  refuse: z.boolean().optional(),
  delayMs: z.number().optional(),
  times: z.number().int().default(1),
});
export type Fault = z.infer<typeof fault>;

export type Faults = {
  set(wanted: Record<string, Fault | null>): void;
  /** The fault that the next request meets, if any is left. */
  next(place: string): Fault | undefined;
  all(): Record<string, Fault>;
};

export function faults(): Faults {
  const left = new Map<string, Fault>();
  return {
    set(wanted) {
      for (const [place, one] of Object.entries(wanted)) {
        if (one && one.times > 0) left.set(place, { ...one });
        else left.delete(place);
      }
    },
    next(place) {
      const one = left.get(place);
      if (!one) return undefined;
      one.times -= 1;
      if (one.times <= 0) left.delete(place);
      return one;
    },
    all: () => Object.fromEntries(left),
  };
}
