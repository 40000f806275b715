import { describe, expect, it } from 'vitest';
import { messageReceived } from '../../../events/message-received.ts';
import { storedMail } from '../../../functions/mail/stored-mail.ts';
import { accountOf, takeMail } from '../../../functions/mail/take-mail.ts';
import { Unprocessable } from '../../../functions/shared/unprocessable.ts';
import { aConfig, aParsedMail, fakeMailDeps, toStage, wednesday } from '../../fixtures/builders.ts';

const told = (...keys: string[]) => ({
  id: keys[0] ?? 'none',
  mails: keys.map((key) => ({ key, storedAt: wednesday })),
});

/** Takes one stored mail that reads as told. */
async function taking(...given: Parameters<typeof fakeMailDeps>) {
  const fakes = fakeMailDeps(...given);
  await fakes.bodies.put('mail/1', 'raw', 'message/rfc822');
  await takeMail(told('mail/1'), fakes.deps);
  return { ...fakes, events: toStage(fakes.sent, 'triage') };
}

describe('a stored mail', () => {
  it('becomes a message with all that a reply needs', async () => {
    const { events } = await taking({ mail: aParsedMail({ inReplyTo: ['0@lumi.example'] }) });

    expect(events).toMatchObject([
      {
        data: {
          channel: 'email',
          account: 'lumi',
          user: 'mei@mail.example',
          name: 'Mei',
          text: 'Where is it?',
          subject: 'My parcel',
          kind: 'message',
          mayAnswer: true,
          replyTo: {
            via: 'email',
            account: 'lumi',
            user: 'mei@mail.example',
            subject: 'My parcel',
            rfcMessageId: '1@mail.example',
            references: ['0@lumi.example'],
          },
        },
      },
    ]);
    expect(messageReceived.safeParse(events[0]).success).toBe(true);
  });

  it('that SES wrote itself when the rule was made is nobody’s message', async () => {
    const { deps, sent } = fakeMailDeps();

    await takeMail(told('mail/AMAZON_SES_SETUP_NOTIFICATION'), deps);

    expect(sent).toEqual([]);
  });

  it('told of twice is one message under its first time', async () => {
    const fakes = await taking();
    fakes.now.pass(3_600_000);

    await takeMail(told('mail/1'), fakes.deps);

    const [first, second] = toStage(fakes.sent, 'triage');
    expect(second?.id).toBe(first?.id);
    expect(second?.data.occurredAt).toBe(first?.data.occurredAt);
  });

  it('is told from another by mailbox, Message-ID and body', async () => {
    const accounts = { lumi: { mailbox: 'care@lumi.example' }, nova: { mailbox: 'care@nova.example' } };
    const mails = [
      aParsedMail(),
      aParsedMail({ to: ['care@nova.example'] }),
      aParsedMail({ rfcMessageId: '2@mail.example' }),
      aParsedMail({ bodyDigest: 'd2' }),
      aParsedMail({ rfcMessageId: undefined }),
    ];

    const ids = await Promise.all(
      mails.map(async (mail) => (await taking({ mail, config: { accounts } })).events[0]?.data.messageId),
    );

    expect(new Set(ids).size).toBe(mails.length);
  });

  it('shows what was written anew; the whole, quotes and all, lies beside it', async () => {
    const { events, bodies } = await taking({
      mail: aParsedMail({ visible: 'Still waiting', text: 'Still waiting\n> Where is it?' }),
    });

    expect(events[0]?.data.text).toBe('Still waiting');
    expect(Buffer.from((await bodies.get(events[0]?.data.bodyKey ?? '')) ?? []).toString()).toBe(
      'Still waiting\n> Where is it?',
    );
  });

  it('without a body is read by its subject', async () => {
    const { events } = await taking({ mail: aParsedMail({ visible: '', text: '', subject: 'Call me' }) });

    expect(events[0]?.data.text).toBe('Call me');
  });

  it('keeps its attachments as plain bytes under a key of ours', async () => {
    const content = Buffer.from('<script>');
    const attachments = [{ name: 'x.html', contentType: 'text/html', bytes: 8, content }];

    const { events, bodies } = await taking({ mail: aParsedMail({ attachments }) });

    const key = `attachments/${events[0]?.data.messageId}/0`;
    expect(events[0]?.data.attachments).toEqual([{ name: 'x.html', contentType: 'text/html', bytes: 8, key }]);
    expect(await bodies.get(key)).toEqual(content);
  });

  it('keeps no attachment of a mail with a virus, and answers it not', async () => {
    const attachments = [{ name: 'x.exe', contentType: 'application/x', bytes: 1, content: Buffer.from('x') }];

    const { events, bodies } = await taking({ mail: aParsedMail({ attachments, verdicts: { virus: 'FAIL' } }) });

    expect(events[0]?.data).toMatchObject({ mayAnswer: false, mayNotAnswerBecause: 'carries a virus' });
    expect(bodies.keys()).toEqual(['mail/1']);
  });

  it.each([
    [{ spam: 'FAIL' }, 'is spam by the look of it'],
    [{ dmarc: 'FAIL', dmarcPolicy: 'reject' }, 'is not from whom it says'],
    [{ dmarc: 'FAIL', dmarcPolicy: 'quarantine' }, 'is not from whom it says'],
  ])('is not answered by a machine when SES says %j', async (verdicts, because) => {
    const { events } = await taking({ mail: aParsedMail({ verdicts }) });

    expect(events[0]?.data).toMatchObject({ mayAnswer: false, mayNotAnswerBecause: because });
  });

  it.each([{}, { dmarc: 'FAIL', dmarcPolicy: 'none' }, { dmarc: 'FAIL' }, { spam: 'GRAY', virus: 'PASS' }])(
    'may be answered when SES says %j',
    async (verdicts) => {
      const { events } = await taking({ mail: aParsedMail({ verdicts }) });

      expect(events[0]?.data.mayAnswer).toBe(true);
    },
  );

  it.each(['auto-reply', 'bounce', 'list', 'loop'] as const)('that is a %s is kept and not answered', async (kind) => {
    const { events } = await taking({ mail: aParsedMail({ kind, mayAnswer: false, because: 'written by a machine' }) });

    expect(events[0]?.data).toMatchObject({ kind, mayAnswer: false, mayNotAnswerBecause: 'written by a machine' });
  });

  it('that is not in the bucket, names no sender or is for none of us is set aside with its reason', async () => {
    const { deps, bodies, sent } = fakeMailDeps({ mail: aParsedMail({ from: undefined }) });
    await expect(takeMail(told('mail/9'), deps)).rejects.toThrow(new Unprocessable('mail mail/9 is not in the bucket'));
    await bodies.put('mail/1', 'raw', 'message/rfc822');
    await expect(takeMail(told('mail/1'), deps)).rejects.toThrow(Unprocessable);

    const accounts = { lumi: { mailbox: 'a@lumi.example' }, nova: { mailbox: 'b@lumi.example' } };
    await expect(taking({ mail: aParsedMail({ to: ['c@lumi.example'] }), config: { accounts } })).rejects.toThrow(
      Unprocessable,
    );
    expect(sent).toEqual([]);
  });

  it('written to a hidden recipient is ours when there is but one mailbox', async () => {
    const { events } = await taking({ mail: aParsedMail({ to: ['undisclosed@mail.example'] }) });

    expect(events[0]?.data.account).toBe('lumi');
  });

  it('stays within an event’s limits whatever its sender wrote into its headers', async () => {
    const mail = aParsedMail({
      from: { address: 'mei@mail.example', name: `${'n'.repeat(127)}👩‍👩‍👧\ufffe` },
      subject: `\u0000${'s'.repeat(2000)}`,
      rfcMessageId: 'm'.repeat(5000),
      inReplyTo: Array(100).fill('r'.repeat(2000)),
      attachments: Array(30).fill({
        name: 'n'.repeat(500),
        contentType: 't'.repeat(500),
        bytes: 1,
        content: Buffer.from('x'),
      }),
      kind: 'list',
      mayAnswer: false,
      because: 'b'.repeat(500),
    });

    const { events } = await taking({ mail });

    expect(messageReceived.safeParse(events[0]).error?.issues).toBeUndefined();
    expect(events[0]?.data.name).toBe('n'.repeat(127));
  });
});

describe('the mailbox a mail was written to', () => {
  it('is the first of its recipients that is ours, however it is written', () => {
    const config = aConfig({
      accounts: { lumi: { mailbox: 'Care@Lumi.example' }, nova: { mailbox: 'care@nova.example' } },
    });

    expect(accountOf(config, ['x@y.example', 'care@nova.example', 'care@lumi.example'])?.account).toBe('nova');
    expect(accountOf(config, ['care@lumi.example'])?.account).toBe('lumi');
    expect(accountOf(config, ['x@y.example'])).toBeUndefined();
  });
});

describe('S3’s word of a stored mail', () => {
  const record = (key: string) => ({
    eventTime: '2026-11-18T03:00:00.000Z',
    s3: { bucket: { name: 'b' }, object: { key } },
  });

  it('names the object, its form-encoding undone', () => {
    expect(storedMail.parse({ Records: [record('mail/a+b%2Bc%E4%BD%A0')] })).toEqual({
      id: 'mail/a+b%2Bc%E4%BD%A0',
      mails: [{ key: 'mail/a b+c你', storedAt: '2026-11-18T03:00:00.000Z' }],
    });
  });

  it('names none when S3 only tries the notification out', () => {
    expect(storedMail.parse({ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'b' }).mails).toEqual([]);
  });
});
