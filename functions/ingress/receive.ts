import type { BrandConfig } from '../../config/schema.ts';
import type { ChannelRequest } from '../shared/channels/channel.ts';
import { parse } from '../shared/channels/http-api/parse.ts';
import { verify } from '../shared/channels/http-api/verify.ts';
import { type Answer, problem } from '../shared/http.ts';
import { type IntakeDeps, takeIn } from '../shared/intake.ts';
import type { Observe } from '../shared/observe.ts';
import type { ReadSecrets, Settings } from '../shared/ports/settings.ts';
import { asWebhookSecret, keysFor } from '../shared/secrets.ts';

export type ReceiveDeps = IntakeDeps & { settings: Settings; secrets: ReadSecrets; observe: Observe };

/** Bytes of a request that is read at all. */
export const bodyLimit = 256 * 1024;

const isKnown = ({ accounts }: BrandConfig, account: string) => Object.hasOwn(accounts, account);

/** `POST /v1/messages`: size, signature, body, account, and only then is anything written. 202 once it is durable. */
export async function receive(request: ChannelRequest, deps: ReceiveDeps): Promise<Answer> {
  const { settings, secrets, observe, now } = deps;
  if (request.body.byteLength > bodyLimit) return problem(413, 'too-large', `a message may have ${bodyLimit} bytes`);

  const live = keysFor(await secrets(), 'api').map(asWebhookSecret);
  const verified = verify(request, { secret: live }, now().getTime() / 1000);
  if (!verified.ok) {
    observe.outcome('refused', { because: verified.reason });
    return problem(401, 'signature', 'the request is not signed with a live secret');
  }
  const parsed = parse(request.body, now);
  if (!parsed.ok) return problem(400, 'body', parsed.refused.message, parsed.refused.field);
  const [incoming] = parsed.incoming;
  if (!incoming) return problem(400, 'body', 'holds no message', 'body');
  if (!isKnown(await settings(), incoming.account))
    return problem(404, 'account', 'is not one of our accounts', 'account');

  const { account, user } = incoming;
  const facts = { kind: 'message', mayAnswer: true, replyTo: { via: 'callback', account, user } } as const;
  const taken = await takeIn(incoming, facts, deps);
  if (taken.kind !== 'taken') observe.outcome('receivedBefore', { messageId: taken.messageId, as: taken.kind });
  switch (taken.kind) {
    case 'taken':
      return { status: 202, body: { messageId: taken.messageId } };
    case 'seen-before':
      return { status: 200, body: { messageId: taken.messageId } };
    case 'another-text':
      return problem(409, 'another-text', 'was used for a message with another text', 'messageId');
  }
}
