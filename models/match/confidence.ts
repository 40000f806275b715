import fitted from './confidence.json' with { type: 'json' };

/** What is known of a candidate when its confidence is judged. */
export type Evidence = {
  likeness: number; // of its best row
  covered: number; // share of the question's words that row has
  score: number;
  rivalScore: number; // of the best other candidate
  share: number; // its part of the votes of the nearest rows
  terms: number; // words in the question
};

export type Fitted = { weights: number[]; bias: number };

/** The evidence as the numbers the logistic is fitted on, each about from 0 to 1. */
export function numbersOf({ likeness, covered, score, rivalScore, share, terms }: Evidence): number[] {
  const lead = Math.max(-1, (score - rivalScore) / Math.max(score, 0.05));
  return [Math.sqrt(likeness), Math.sqrt(covered), lead, Math.sqrt(share), Math.log2(1 + Math.min(terms, 40)) / 5];
}

/** The probability that a candidate is the right entry. */
export function confidenceOf(evidence: Evidence, { weights, bias }: Fitted = fitted): number {
  const sum = numbersOf(evidence).reduce((total, value, at) => total + value * (weights[at] ?? 0), bias);
  return 1 / (1 + Math.exp(-sum));
}
