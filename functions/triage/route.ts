import type { Priority } from '../../events/escalation-raised.ts';
import type { Message } from '../../events/message.ts';
import type { Reading, RiskScore } from '../../events/reading.ts';
import type { Mode } from '../shared/conversation.ts';

/** Where to, and why in words. */
export type Route = { to: 'answer' | 'escalate' | 'none'; because: string };

const urgentSignals = new Set(['safety', 'fraud', 'legal', 'media']);
const gentleSignals = new Set(['bereavement', 'illness']);

/** From this weight on, a signal counts as said rather than touched upon. */
const plain = 0.6;

/** How soon a person must look. */
export const priorityOf = ({ signals }: Reading, { score }: RiskScore): Priority => {
  if (signals.some(({ kind, weight }) => urgentSignals.has(kind) && weight >= plain) || score >= 85) return 'urgent';
  return 'high';
};

/**
 * Where a message goes next. A machine's mail goes nowhere; what could not be read, a heart in trouble, a right at
 * stake and a wish for a person go to a person; a conversation that a person has stays with them; the rest the bot may
 * try.
 */
export function route({
  message: { kind, mayAnswer, mayNotAnswerBecause = 'no automatic answer is allowed', text, attachments = [] },
  reading,
  risk,
  mode,
  hasTicket,
  escalateAt,
}: {
  message: Pick<Message, 'kind' | 'mayAnswer' | 'mayNotAnswerBecause' | 'text' | 'attachments'>;
  reading: Reading;
  risk: RiskScore;
  mode: Mode;
  hasTicket: boolean;
  escalateAt: number;
}): Route {
  if (kind !== 'message' || !mayAnswer) return { to: 'none', because: mayNotAnswerBecause };

  const escalate = (because: string): Route => ({ to: 'escalate', because });
  if (reading.state === 'failed') return escalate('could not be read');
  const said = reading.signals.filter(({ weight }) => weight >= plain).map((signal) => signal.kind);
  if (said.includes('wants-human')) return escalate('wants a person');
  if (said.some((signal) => gentleSignals.has(signal))) return escalate('a life event: no bot talk');
  if (said.some((signal) => urgentSignals.has(signal))) return escalate('a right or safety is at stake');
  if (risk.score >= escalateAt) return escalate(`risk ${risk.score} of 100`);

  if (mode === 'human' && hasTicket) return { to: 'none', because: 'a person has the conversation' };
  if (mode === 'human') return escalate('writes to a colleague, and no ticket is open');
  if (text.trim() === '' && attachments.length > 0) return escalate('only a file: a person must look');
  if (text.trim() === '') return { to: 'none', because: 'nothing was said' };
  return { to: 'answer', because: 'nothing at stake' };
}
