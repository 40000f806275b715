import type { Message, ReplyTo } from '../../events/message.ts';
import type { MessageReceived } from '../../events/message-received.ts';
import type { Incoming } from './channels/channel.ts';
import { cleanText, cutText, maxInlineCharacters } from './clean-text.ts';
import { customerIdOf, derivedId, messageIdOf } from './ids.ts';
import type { Arrivals } from './ports/arrivals.ts';
import type { Bodies } from './ports/bodies.ts';
import type { Clock } from './ports/clock.ts';
import type { Outbox } from './ports/outbox.ts';
import type { Timeline } from './ports/timeline.ts';

export type IntakeDeps = { timeline: Timeline; arrivals: Arrivals; bodies: Bodies; outbox: Outbox; now: Clock };

/** What a door adds to a message: the way back, and what kind of mail it is. */
export type DoorFacts = Pick<Message, 'kind' | 'mayAnswer'> & {
  replyTo: ReplyTo;
  subject?: string;
  mayNotAnswerBecause?: string;
  /** The whole of what came, when the text is only a part of it. */
  whole?: { content: string | Uint8Array; contentType: string };
};

export type TakenIn =
  | { kind: 'taken'; messageId: string; occurredAt: string }
  | { kind: 'seen-before'; messageId: string; occurredAt: string }
  /** The provider's id was used for another text: to take it would lose one of the two. */
  | { kind: 'another-text'; messageId: string };

/**
 * The last step of every door: cleans, cuts, gives the message its id and time, and returns once it is durable in
 * triage's queue. A message the timeline has already is not sent again.
 */
export async function takeIn(incoming: Incoming, facts: DoorFacts, deps: IntakeDeps): Promise<TakenIn> {
  const { timeline, arrivals, bodies, outbox, now } = deps;
  const receivedAt = now().toISOString();
  const messageId = messageIdOf(incoming, incoming.providerId);
  const occurredAt = incoming.sentAt ?? (await arrivals.firstSeen(messageId, receivedAt));

  const text = cleanText(incoming.text);
  const inline = cutText(text, maxInlineCharacters);
  // An old answer will do: what slips through meets its own entry in triage.
  const key = { customerId: customerIdOf(incoming), occurredAt, entryId: messageId };
  const before = await timeline.get(key, { mayBeOld: true });
  if (before?.kind === 'message') {
    return before.message.text === inline
      ? { kind: 'seen-before', messageId, occurredAt }
      : { kind: 'another-text', messageId };
  }

  const { whole = inline === text ? undefined : { content: text, contentType: 'text/plain; charset=utf-8' }, ...rest } =
    facts;
  const bodyKey = whole && `bodies/${messageId}`;
  if (whole && bodyKey) await bodies.put(bodyKey, whole.content, whole.contentType);

  const { channel, account, user, name, tier, attachments } = incoming;
  const data: Message = {
    messageId,
    channel,
    account,
    user,
    text: inline,
    occurredAt,
    receivedAt,
    ...rest,
    ...(bodyKey === undefined ? {} : { bodyKey }),
    ...(name ? { name: cutText(cleanText(name), 128) } : {}),
    ...(tier === undefined ? {} : { tier }),
    ...(attachments?.length ? { attachments } : {}),
  };
  const type = 'message-received.v1';
  const event: MessageReceived = { id: derivedId(messageId, type), type, at: receivedAt, causedBy: messageId, data };
  await outbox.send('triage', event);
  return { kind: 'taken', messageId, occurredAt };
}
