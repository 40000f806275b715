import type { MessageTriaged } from '../../events/message-triaged.ts';
import { newConversation } from '../shared/conversation.ts';
import { derivedId, replyIdFor } from '../shared/ids.ts';
import type { Observe } from '../shared/observe.ts';
import type { Clock } from '../shared/ports/clock.ts';
import type { Conversations } from '../shared/ports/conversations.ts';
import type { KnowledgeBase } from '../shared/ports/knowledge.ts';
import type { Outbox } from '../shared/ports/outbox.ts';
import type { Settings } from '../shared/ports/settings.ts';
import { again, TryAgain } from '../shared/unprocessable.ts';
import { compose } from './compose.ts';
import { respond, rowSoFar } from './respond.ts';

export type AnswerDeps = {
  knowledge: KnowledgeBase;
  conversations: Conversations;
  outbox: Outbox;
  settings: Settings;
  observe: Observe;
  now: Clock;
};

/** Messages a conversation remembers having answered. */
const remembered = 20;

/** Answers a message the bot may try, hands it to a person, or leaves it, and says why. */
export const answer = (event: MessageTriaged, deps: AnswerDeps) => again(() => answerOnce(event, deps));

async function answerOnce(event: MessageTriaged, deps: AnswerDeps) {
  const { knowledge, conversations, outbox, settings, observe, now } = deps;
  const { customerId, conversationId, message, reading } = event.data;
  const { messageId, channel, replyTo } = message;
  const at = now().toISOString();

  const [stored, config, { match, entries }] = await Promise.all([
    conversations.get(conversationId),
    settings(),
    knowledge.current(),
  ]);
  const conversation = stored ?? newConversation({ conversationId, customerId, channel, replyTo }, at);
  const again = conversation.answered.includes(messageId);
  const response = respond({
    candidates: match(message.text),
    entries,
    // A second delivery after the first was decided: decide the same, whatever has happened since.
    conversation: again ? { ...conversation, mode: 'bot', botReplies: 0 } : conversation,
    message: event.data,
    config,
    now: now(),
  });

  switch (response.kind) {
    case 'answer': {
      if (!again) {
        const saved = await conversations.save({
          ...conversation,
          version: conversation.version + 1,
          botReplies: rowSoFar(conversation, config.bot.quietHours, now()) + 1,
          lastBotReplyAt: at,
          answered: [...conversation.answered, messageId].slice(-remembered),
          updatedAt: at,
        });
        if (saved === 'conflict') throw new TryAgain('the conversation has moved on');
      }
      const type = 'reply-requested.v1';
      const { entry, confidence, matched } = response;
      await outbox.send('deliver', {
        id: derivedId(event.id, type),
        type,
        at,
        causedBy: event.id,
        data: {
          requestId: replyIdFor(messageId),
          customerId,
          conversationId,
          channel,
          replyTo,
          text: compose(entry, reading),
          by: 'bot',
          purpose: 'answer',
          inReplyTo: messageId,
          reasons: [
            {
              because: `matches “${entry.question}” by ${matched.slice(0, 6).join(', ')}`.slice(0, 200),
              weight: confidence,
            },
          ],
        },
      });
      break;
    }
    case 'to-person': {
      const type = 'escalation-raised.v1';
      const { because, suggestions } = response;
      const reasons = [{ because, weight: 0 }, ...event.data.risk.reasons];
      await outbox.send('escalate', {
        id: derivedId(event.id, type),
        type,
        at,
        causedBy: event.id,
        data: { ...event.data, priority: 'normal', reasons, suggestions },
      });
      break;
    }
    case 'silence':
      break;
  }
  observe.outcome(response.kind === 'answer' ? 'answered' : response.kind === 'to-person' ? 'handedOver' : 'left', {
    messageId,
    conversationId,
    again,
    ...(response.kind === 'answer'
      ? { entry: response.entry.id, confidence: response.confidence }
      : { because: response.because }),
  });
}
