import { postCallback } from '../channels/http-api/send.ts';
import type { Clock } from '../ports/clock.ts';
import type { ReplySenders } from '../ports/senders.ts';
import type { ReadSecrets, Settings } from '../ports/settings.ts';
import { keysFor } from '../secrets.ts';

/** Replies to messages of the signed API: posted to the account's callback, or, where it has none, kept on the timeline. */
export const callbackSender = (settings: Settings, secrets: ReadSecrets, now: Clock): ReplySenders['callback'] => ({
  repeatable: true,
  send: async ({ requestId, channel, replyTo: { account, user }, text, by, inReplyTo, at }) => {
    const url = (await settings()).accounts[account]?.callbackUrl;
    if (!url) return { kind: 'sent' };
    const keys = keysFor(await secrets(), 'callback');
    const data = { channel, account, user, text, by, ...(inReplyTo === undefined ? {} : { inReplyTo }) };
    return postCallback(
      { url, id: requestId, body: { type: 'message.created', timestamp: at, data } },
      { keys, now: now(), fetch },
    );
  },
});
