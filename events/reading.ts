import * as z from 'zod';
import { emotions, sentiments, signalKinds } from '../models/judgement.ts';

/** A judgement as it travels and is kept: the labels, the numbers a person would ask for, the words that show it. */
export const reading = z.object({
  state: z.enum(['judged', 'uncertain', 'failed']),
  language: z.enum(['zh', 'en', 'other']),
  sentiment: z.enum(sentiments),
  /** Probability of the sentiment named. */
  confidence: z.number().min(0).max(1),
  emotion: z.enum(emotions),
  /** 0 calm to 1 overwhelming. */
  intensity: z.number().min(0).max(1),
  signals: z.array(z.object({ kind: z.enum(signalKinds), words: z.string(), weight: z.number() })),
  keywords: z.array(z.string()),
  asks: z.boolean(),
});
export type Reading = z.infer<typeof reading>;

/** One reason of an automatic decision, in words and with the points it added. */
export const reason = z.object({ because: z.string().max(200), weight: z.number() });
export type Reason = z.infer<typeof reason>;

/** 0 nothing at stake to 100 everything, with what made it so. */
export const riskScore = z.object({ score: z.number().min(0).max(100), reasons: z.array(reason) });
export type RiskScore = z.infer<typeof riskScore>;
