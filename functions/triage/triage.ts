import type { MessageReceived } from '../../events/message-received.ts';
import type { Understood } from '../../events/message-triaged.ts';
import type { Reading } from '../../events/reading.ts';
import type { Analyze, Judgement } from '../../models/judgement.ts';
import type { Entry, MessageEntry } from '../shared/entry.ts';
import { conversationIdOf, customerIdOf, derivedId } from '../shared/ids.ts';
import type { Observe } from '../shared/observe.ts';
import type { Clock } from '../shared/ports/clock.ts';
import type { Conversations } from '../shared/ports/conversations.ts';
import type { Customers } from '../shared/ports/customers.ts';
import type { Outbox } from '../shared/ports/outbox.ts';
import type { Settings } from '../shared/ports/settings.ts';
import type { Timeline } from '../shared/ports/timeline.ts';
import { assessRisk } from './risk.ts';
import { priorityOf, route } from './route.ts';

export type TriageDeps = {
  analyze: Analyze;
  timeline: Timeline;
  customers: Customers;
  conversations: Conversations;
  outbox: Outbox;
  settings: Settings;
  observe: Observe;
  now: Clock;
};

/** Earlier lines that a risk looks back on. */
const lookBack = 8;

/**
 * Who is it, what do they feel, what is at risk, where next. A second delivery finds the entry it made, goes by what
 * was decided then, and says the same to the next stage again: its id is the same, so nothing happens twice.
 */
export async function triage({ id, data: message }: MessageReceived, deps: TriageDeps) {
  const { timeline, customers, conversations, outbox, settings, observe, now } = deps;
  const customerId = customerIdOf(message);
  const conversationId = conversationIdOf(message);

  const [customer, conversation, past, { risk: riskSettings }] = await Promise.all([
    customers.get(customerId),
    conversations.get(conversationId, { mayBeOld: true }), // whoever acts on it reads it anew
    timeline.page(customerId, { limit: lookBack }),
    settings(),
  ]);
  if (!customer) await customers.create(firstSeen(message, customerId));

  const judgement = deps.analyze(message.text);
  const risk = assessRisk({
    judgement,
    history: historyBefore(message, past.entries),
    tier: message.tier ?? customer?.tier,
    openTickets: conversation?.ticketId ? 1 : 0,
    tiers: riskSettings.tiers,
  });
  const reading = readingOf(judgement);
  const decided = route({
    message,
    reading,
    risk,
    mode: conversation?.mode ?? 'bot',
    hasTicket: conversation?.ticketId !== undefined,
    escalateAt: riskSettings.escalateAt,
  });

  const { messageId, channel, occurredAt, ...rest } = message;
  const made: MessageEntry = {
    kind: 'message',
    entryId: messageId,
    customerId,
    conversationId,
    channel,
    occurredAt,
    message: rest,
    reading,
    risk,
    route: decided.to,
    because: decided.because,
  };
  const known = (await timeline.append(made)) === 'seen-before' ? await timeline.get(made) : undefined;
  const { reading: read, risk: atStake, route: to, because } = known?.kind === 'message' ? known : made;

  const understood: Understood = { customerId, conversationId, message, reading: read, risk: atStake };
  const at = now().toISOString();
  if (to === 'answer') {
    const type = 'message-triaged.v1';
    await outbox.send('answer', { id: derivedId(id, type), type, at, causedBy: id, data: understood });
  }
  if (to === 'escalate') {
    const type = 'escalation-raised.v1';
    const data = {
      ...understood,
      priority: priorityOf(read, atStake),
      reasons: [{ because, weight: 0 }, ...atStake.reasons],
      suggestions: [],
    };
    await outbox.send('escalate', { id: derivedId(id, type), type, at, causedBy: id, data });
  }
  observe.outcome('triaged', {
    messageId,
    conversationId,
    to,
    again: known !== undefined,
    state: read.state,
    sentiment: read.sentiment,
    risk: atStake.score,
  });
}

const firstSeen = ({ channel, account, user, name, occurredAt }: MessageReceived['data'], customerId: string) => ({
  customerId,
  channel,
  account,
  user,
  firstSeenAt: occurredAt,
  ...(name === undefined ? {} : { name }),
});

/** What the customer said before this message, oldest first; the entry a second delivery made is not its own past. */
const historyBefore = ({ messageId, occurredAt }: MessageReceived['data'], newestFirst: Entry[]) =>
  newestFirst
    .flatMap((each) =>
      each.kind === 'message' && each.entryId !== messageId && each.occurredAt <= occurredAt
        ? [{ sentiment: each.reading.sentiment, occurredAt: each.occurredAt }]
        : [],
    )
    .reverse();

const two = (share: number) => Math.round(share * 100) / 100;

/** The part of a judgement that is kept. */
export const readingOf = ({ state, language, sentiment, emotion, signals, keywords, asks }: Judgement): Reading => ({
  state,
  language: language.code,
  sentiment: sentiment.label,
  confidence: two(sentiment.scores[sentiment.label]),
  emotion: emotion.label,
  intensity: two(emotion.intensity),
  signals: signals
    .slice(0, 8)
    .map(({ kind, words, weight }) => ({ kind, words: words.slice(0, 60), weight: two(weight) })),
  keywords: keywords.slice(0, 5).map((word) => word.slice(0, 40)),
  asks,
});
