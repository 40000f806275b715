import { lostOutcome } from '../lost-outcome.ts';
import type { NoticeSenders } from '../ports/senders.ts';
import type { ReadSecrets } from '../ports/settings.ts';

const timeoutMs = 5_000;

/** Notices to Slack by an incoming webhook, which knows no repetition: a post whose answer is lost is unknown. */
export const slackSender = (secrets: ReadSecrets): NoticeSenders['slack'] => ({
  repeatable: false,
  send: async ({ notice: { text, blocks } }) => {
    const { slack } = await secrets();
    if (!slack) return { kind: 'failed', because: 'slack.webhookUrl is not in the channels secret' };
    let response: Response;
    try {
      response = await fetch(slack.webhookUrl, {
        method: 'POST',
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text, blocks, unfurl_links: false, unfurl_media: false }),
      });
      await response.body?.cancel();
    } catch (error) {
      return lostOutcome('Slack', error);
    }
    if (response.ok) return { kind: 'sent' };
    const because = `Slack answered ${response.status}`;
    // Slack answers 429 before it takes a message; a 5xx leaves open whether it did.
    if (response.status === 429) return { kind: 'retry', because };
    return response.status >= 500 ? { kind: 'unknown', because } : { kind: 'failed', because };
  },
});
