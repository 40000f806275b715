import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { callbackSender } from '../../../functions/shared/adapters/callback-sender.ts';
import { sesSender } from '../../../functions/shared/adapters/ses-sender.ts';
import { slackSender } from '../../../functions/shared/adapters/slack-sender.ts';
import { lostOutcome } from '../../../functions/shared/lost-outcome.ts';
import { aClock, aConfig, aNoticeRequested, aReplyRequested, someSecrets, wednesday } from '../../fixtures/builders.ts';

const opened: (() => void)[] = [];
afterEach(() => {
  for (const close of opened.splice(0)) close();
});

/** A receiver on this machine, and the bodies it was sent. */
async function aReceiver(answer: RequestListener) {
  const received: unknown[] = [];
  const server = createServer(async (request, response) => {
    received.push(JSON.parse(Buffer.concat(await request.toArray()).toString()));
    answer(request, response);
  });
  opened.push(() => {
    server.close();
    server.closeAllConnections();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received };
}

const answering =
  (status: number): RequestListener =>
  (_request, response) =>
    void response.writeHead(status).end('ok');

describe('Slack', () => {
  const notice = {
    ...aNoticeRequested().data,
    notice: { by: 'slack' as const, text: 'a ticket', blocks: [{ type: 'divider' }] },
  };
  const post = (webhookUrl?: string) =>
    slackSender(async () => ({ ...someSecrets, ...(webhookUrl ? { slack: { webhookUrl } } : {}) })).send(notice);

  it('is sent the card, and unfurls no link in it', async () => {
    const { url, received } = await aReceiver(answering(200));

    expect(await post(url)).toEqual({ kind: 'sent' });
    expect(received).toEqual([
      { text: 'a ticket', blocks: [{ type: 'divider' }], unfurl_links: false, unfurl_media: false },
    ]);
  });

  it.each([
    [429, 'retry'],
    [500, 'unknown'],
    [503, 'unknown'],
    [400, 'failed'],
    [403, 'failed'],
    [404, 'failed'],
    [410, 'failed'],
    [302, 'failed'],
  ])('that answers %d makes a notice %s', async (status, kind) => {
    const { url } = await aReceiver(answering(status));

    expect(await post(url)).toEqual({ kind, because: `Slack answered ${status}` });
  });

  it('that cannot be reached has surely not taken it; that breaks off, perhaps', async () => {
    const { url } = await aReceiver((request) => request.socket.destroy());

    expect(await post('http://127.0.0.1:1/hook')).toMatchObject({ kind: expect.stringMatching(/retry|unknown/) });
    expect(await post(url)).toMatchObject({ kind: 'unknown' });
  });

  it('that nobody has connected fails in words that say where to', async () => {
    expect(await post()).toEqual({ kind: 'failed', because: 'slack.webhookUrl is not in the channels secret' });
  });

  it('knows no repetition', () => {
    expect(slackSender(async () => someSecrets).repeatable).toBe(false);
  });
});

describe('SES', () => {
  const mail = {
    ...aReplyRequested().data,
    at: wednesday,
    replyTo: { via: 'email', account: 'lumi', user: 'mei@mail.example', subject: 'My parcel' } as const,
  };
  const post = (url: string, settings = aConfig()) =>
    sesSender(async () => settings, { AWS_ENDPOINT_URL_SESV2: url, AWS_REGION: 'us-east-1' }).reply.send(mail);
  const refusing =
    (status: number, error: string): RequestListener =>
    (_request, response) =>
      void response.writeHead(status, { 'x-amzn-errortype': `${error}:` }).end('{"message":"to mei@mail.example"}');

  it('is sent the reply from the account’s mailbox, and its receipt is kept', async () => {
    const { url, received } = await aReceiver((_request, response) => void response.end('{"MessageId":"ses-1"}'));

    expect(await post(url.replace('/hook', ''))).toEqual({ kind: 'sent', providerId: 'ses-1' });
    expect(received).toMatchObject([
      { FromEmailAddress: 'care@lumi.example', Destination: { ToAddresses: ['mei@mail.example'] } },
    ]);
  });

  it.each([
    ['MessageRejected', 400, 'failed'],
    ['MailFromDomainNotVerifiedException', 400, 'failed'],
    ['BadRequestException', 400, 'failed'],
    ['AccountSuspendedException', 400, 'failed'],
    ['TooManyRequestsException', 429, 'retry'],
    ['LimitExceededException', 400, 'retry'],
    ['SendingPausedException', 400, 'retry'],
    ['InternalServiceErrorException', 500, 'unknown'],
  ])(
    'that answers %s (%d) is asked once and makes a mail %s, quoted without the address',
    async (error, status, kind) => {
      const { url, received } = await aReceiver(refusing(status, error));

      expect(await post(url.replace('/hook', ''))).toEqual({ kind, because: `SES answered ${status} ${error}` });
      expect(received).toHaveLength(1);
    },
  );

  it('that breaks off may have taken it, and is not asked again', async () => {
    const { url, received } = await aReceiver((request) => request.socket.destroy());

    expect(await post(url.replace('/hook', ''))).toMatchObject({ kind: 'unknown' });
    expect(received).toHaveLength(1);
  });

  it('cannot be asked for an account without a mailbox', async () => {
    expect(await post('http://127.0.0.1:1', aConfig({ accounts: { lumi: {} } }))).toEqual({
      kind: 'failed',
      because: 'accounts.lumi.mailbox is not configured',
    });
  });
});

describe('an answer that was lost', () => {
  it.each([
    ['ECONNREFUSED', 'retry'],
    ['ENOTFOUND', 'retry'],
    ['EAI_AGAIN', 'retry'],
    ['ECONNRESET', 'unknown'],
    ['ETIMEDOUT', 'unknown'],
  ])('to %s means %s: only what was never said is said again', (code, kind) => {
    expect(lostOutcome('SES', Object.assign(new Error('fetch failed'), { cause: { code } }))).toEqual({
      kind,
      because: `SES: ${code}`,
    });
  });

  it('without a cause may have arrived', () => {
    expect(lostOutcome('SES', new DOMException('too slow', 'TimeoutError'))).toEqual({
      kind: 'unknown',
      because: 'SES: TimeoutError',
    });
  });
});

describe('a callback', () => {
  const reply = { ...aReplyRequested({ inReplyTo: 'm-1' }).data, at: wednesday };
  const sender = (callbackUrl?: string) =>
    callbackSender(
      async () => aConfig({ accounts: { lumi: callbackUrl ? { callbackUrl } : {} } }),
      async () => someSecrets,
      aClock(),
    );

  it('tells the platform who is to read what, and in reply to which message', async () => {
    const { url, received } = await aReceiver(answering(200));

    expect(await sender(url).send(reply)).toEqual({ kind: 'sent' });
    expect(received).toEqual([
      {
        type: 'message.created',
        timestamp: wednesday,
        data: {
          channel: 'wechat',
          account: 'lumi',
          user: 'mei',
          text: 'It is on its way.',
          by: 'bot',
          inReplyTo: 'm-1',
        },
      },
    ]);
  });

  it('that an account has not is no failure: the reply waits on the timeline', async () => {
    expect(await sender().send(reply)).toEqual({ kind: 'sent' });
    expect(await sender().send({ ...reply, replyTo: { ...reply.replyTo, account: 'gone' } })).toEqual({ kind: 'sent' });
  });

  it('is known again by its id, so that it may be repeated', () => {
    expect(sender().repeatable).toBe(true);
  });
});
