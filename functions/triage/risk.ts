import type { RiskScore } from '../../events/reading.ts';
import type { Judgement, Sentiment, SignalKind } from '../../models/judgement.ts';
import { cutText } from '../shared/clean-text.ts';

/** One earlier message, as far as the course of a conversation is concerned. */
export type Past = { sentiment: Sentiment; occurredAt: string };

export type RiskInput = {
  judgement: Pick<Judgement, 'state' | 'sentiment' | 'emotion' | 'signals'>;
  /** Earlier messages of the customer on any channel, oldest first. */
  history: Past[];
  tier?: string | undefined;
  openTickets: number;
  /** Extra points by tier, from the brand's configuration. */
  tiers?: Record<string, number>;
};

/** Points a signal adds when its words are plain (weight 1). */
const signalPoints: Record<SignalKind, number> = {
  fraud: 70,
  legal: 70,
  safety: 80,
  cheated: 55,
  media: 65,
  'repeat-complaint': 50,
  'threat-to-leave': 45,
  'bad-review': 45,
  'wants-human': 60,
  bereavement: 70,
  illness: 55,
  divorce: 40,
  wedding: 0,
  birth: 0,
};

const level: Record<Sentiment, number> = { positive: 1, neutral: 0, mixed: -0.5, negative: -1 };
/** Invisible characters can stretch a few words over a whole message; a reason shows their beginning. */
const longestWords = 60;
const round = (points: number) => Math.round(points * 10) / 10;

/**
 * What is at stake, 0 to 100, each reason with its points. Sentiment is not risk: a customer with a problem who is calm
 * scores low; a sinking course, a right at stake or a heart in trouble scores high. Pure; never falls when a signal is
 * added.
 */
export function assessRisk({ judgement, history, tier, openTickets, tiers = {} }: RiskInput): RiskScore {
  const reasons: RiskScore['reasons'] = [];
  const add = (because: string, weight: number) => {
    if (weight > 0) reasons.push({ because, weight: round(weight) });
  };

  for (const kind of Object.keys(signalPoints) as SignalKind[]) {
    const shown = judgement.signals.filter((signal) => signal.kind === kind);
    const plainest = shown.reduce(
      (best, signal) => (signal.weight > best.weight ? signal : best),
      shown[0] ?? { weight: 0, words: '' },
    );
    add(`signal ${kind}: “${cutText(plainest.words, longestWords)}”`, signalPoints[kind] * plainest.weight);
  }

  const { label, scores } = judgement.sentiment;
  const { label: emotion, intensity } = judgement.emotion;
  if (label === 'negative') add('negative', 15 * scores.negative);
  if (emotion === 'anger') add('anger', 30 * intensity);
  if (emotion === 'disappointment' || emotion === 'sadness') add(emotion, 20 * intensity);
  if (emotion === 'anxiety') add('anxiety', 15 * intensity);

  const recent = history.slice(-6);
  const best = Math.max(level[label], ...recent.map((past) => level[past.sentiment]));
  const fall = best - level[label];
  if (recent.length > 0 && fall >= 1) add('mood has sunk since the start', 10 * fall);
  const unhappy = recent.filter(({ sentiment }) => sentiment === 'negative').length;
  if (label === 'negative' && unhappy >= 2)
    add(`${unhappy + 1} unhappy messages in a row of ${recent.length + 1}`, 5 * unhappy);

  if (reasons.length > 0) {
    if (tier && tiers[tier]) add(`tier ${tier}`, tiers[tier]);
    if (openTickets > 0) add('a ticket is already open', 10);
  }
  if (judgement.state === 'failed') add('could not be read', 60);

  const total = reasons.reduce((sum, { weight }) => sum + weight, 0);
  return { score: Math.min(100, Math.round(total)), reasons };
}
