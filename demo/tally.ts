import type { Entry } from '../functions/shared/entry.ts';

/** What a run came to; `received = inTimeline + rejected` or something was lost. */
export type Tally = {
  received: number;
  inTimeline: number;
  answered: number;
  suggested: number;
  escalated: number;
  toPersonAlready: number;
  left: number;
  rejected: Record<string, number>;
  dead: number;
  unsettled: number;
  people: number;
  seconds: number;
  p50Ms: number;
  p95Ms: number;
};

export const percentile = (sorted: number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

type Fates = Pick<Tally, 'inTimeline' | 'answered' | 'suggested' | 'escalated' | 'toPersonAlready' | 'left'> & {
  waits: number[];
};

/**
 * What became of every message, by its timeline: answered by the bot, brought to a person (with suggestions or
 * without), said to a person who has the conversation already, or left, because nothing was asked. `waits` are the
 * milliseconds from a message's arrival at our door to its reply's leaving.
 */
export function fatesOf(timelines: Entry[][]): Fates {
  const fates: Fates = {
    inTimeline: 0,
    answered: 0,
    suggested: 0,
    escalated: 0,
    toPersonAlready: 0,
    left: 0,
    waits: [],
  };
  for (const entries of timelines) {
    const answers = new Set<string>();
    const escalations = new Map<string, number>();
    const received = new Map<string, number>();
    for (const entry of entries) {
      if (entry.kind === 'message') received.set(entry.entryId, Date.parse(entry.message.receivedAt));
    }
    for (const entry of entries) {
      if (entry.kind === 'escalation') escalations.set(entry.inReplyTo, entry.suggestions.length);
      if (entry.kind !== 'reply' || !entry.inReplyTo) continue;
      if (entry.purpose === 'answer') answers.add(entry.inReplyTo);
      const from = received.get(entry.inReplyTo);
      if (from !== undefined) fates.waits.push(Date.parse(entry.occurredAt) - from);
    }
    for (const entry of entries) {
      if (entry.kind !== 'message') continue;
      fates.inTimeline++;
      const suggestions = escalations.get(entry.entryId);
      if (answers.has(entry.entryId)) fates.answered++;
      else if (suggestions !== undefined) fates[suggestions > 0 ? 'suggested' : 'escalated']++;
      else if (entry.because === 'a person has the conversation') fates.toPersonAlready++;
      else fates.left++;
    }
  }
  return fates;
}
