import * as z from 'zod';
import { envelope, id } from './envelope.ts';
import { understood } from './message-triaged.ts';
import { reason } from './reading.ts';

/** An answer the bot was not sure enough to give: a person may use it. */
export const suggestion = z.object({
  entryId: id,
  question: z.string(),
  answer: z.string(),
  confidence: z.number().min(0).max(1),
});
export type Suggestion = z.infer<typeof suggestion>;

export const priority = z.enum(['urgent', 'high', 'normal']);
export type Priority = z.infer<typeof priority>;

/** A person is needed, and why. Said by triage and answer; heard by escalate. */
export const escalationRaised = envelope(
  'escalation-raised.v1',
  z.object({
    ...understood.shape,
    priority,
    reasons: z.array(reason).min(1),
    suggestions: z.array(suggestion).max(3),
  }),
);
export type EscalationRaised = z.infer<typeof escalationRaised>;
