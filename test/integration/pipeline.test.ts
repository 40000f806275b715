import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Finding } from '../../cli/doctor.ts';
import type { ConversationView } from '../../functions/desk-api/views.ts';
import { faqEntry } from '../../functions/shared/adapters/s3-knowledge.ts';
import type { Entry } from '../../functions/shared/entry.ts';
import type { Ticket } from '../../functions/shared/ticket.ts';
import type { FaqEntry } from '../../models/judgement.ts';
import { aMessageReceived } from '../fixtures/builders.ts';
import {
  type Card,
  eventually,
  heartline,
  removeFolder,
  type StackProcess,
  someone,
  startProcess,
  temporaryFolder,
  type World,
  webhookSignature,
  world,
} from './running-stack.ts';

// The whole way of a message through the synthesised template and the bundled code, seen from outside: one stack for
// the file, customers of their own for each test.

const knowledge = new Map(
  readFileSync(join(import.meta.dirname, '../../demo/knowledge/lumi.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => faqEntry.parse(JSON.parse(line)))
    .map((entry) => [entry.id, entry]),
);
function known(id: string): FaqEntry {
  const entry = knowledge.get(id);
  if (!entry) throw new Error(`the demo knowledge base has no ${id}`);
  return entry;
}
const refund = { zh: known('zh-refund-time'), en: known('en-refund-time') };
const threat =
  'This is fraud. Pay me back today or my lawyer will sue you and I report you to the consumer protection authority.';

const data = temporaryFolder();
let process_: StackProcess;
let stack: World;
beforeAll(async () => {
  process_ = await startProcess(data);
  stack = await world(process_);
}, 240_000);
afterAll(async () => {
  await process_?.stop();
  removeFolder(data);
}, 60_000);

/** Waits for the ticket that somebody's words have opened. */
const ticketOf = (user: string, channel?: string) =>
  eventually(async () => {
    const found = (await stack.openTickets()).find(
      ({ conversationId }) => conversationId === stack.conversationOf(user, channel),
    );
    if (!found) throw new Error(`no open ticket of ${user}`);
    return found;
  });

const heardBy = (user: string, count: number) =>
  eventually(async () => {
    const heard = await stack.callbacks(user);
    expect(heard).toHaveLength(count);
    return heard;
  });

const onTimeline = (user: string, count: number, channel?: string) =>
  eventually(async () => {
    const found = await stack.messages(user, channel);
    expect(found).toHaveLength(count);
    return found;
  });

describe('the signed API', () => {
  it('takes a message, reads it, and takes it once however often it is sent', async () => {
    const user = someone('ana');
    const message = { user, messageId: randomUUID(), text: 'My new lamp arrived broken and I am so disappointed.' };

    const first = await stack.post(message);
    const [entry] = await onTimeline(user, 1);
    const second = await stack.post(message);
    await stack.drained();

    expect([first.status, second.status]).toEqual([202, 200]);
    expect(second.body).toEqual(first.body);
    expect(entry).toMatchObject({
      entryId: first.body.messageId,
      reading: { language: 'en', sentiment: 'negative' },
      message: { text: message.text },
      risk: { reasons: expect.arrayContaining([expect.objectContaining({ weight: expect.any(Number) })]) },
    });
    expect(await stack.messages(user)).toHaveLength(1);
  });

  it('refuses another text under an id that is taken', async () => {
    const user = someone('ben');
    const messageId = randomUUID();
    await stack.post({ user, messageId, text: 'The box is blue.' });
    await onTimeline(user, 1);

    const { status, body } = await stack.post({ user, messageId, text: 'The box is red.' });

    expect({ status, body }).toMatchObject({ status: 409, body: { error: { field: 'messageId' } } });
    expect((await stack.messages(user)).map(({ message }) => message.text)).toEqual(['The box is blue.']);
  });

  it('writes nothing of what is not signed, signed wrongly, or signed long ago', async () => {
    const user = someone('mallory');
    const body = JSON.stringify({ channel: 'api', account: 'lumi', user, messageId: randomUUID(), text: 'hello' });
    const longAgo = String(Math.floor(Date.now() / 1000) - 3_600);

    const answers = await Promise.all([
      stack.postRaw(body, { 'webhook-signature': '' }),
      stack.postRaw(body, { 'webhook-signature': webhookSignature(stack.keyFor('callback'), 'msg_1', longAgo, body) }),
      stack.postRaw(body, {
        'webhook-id': 'msg_1',
        'webhook-timestamp': longAgo,
        'webhook-signature': webhookSignature(stack.keyFor('api'), 'msg_1', longAgo, body),
      }),
    ]);
    await stack.drained();

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect(await stack.timeline(user)).toEqual([]);
  });

  it.each([
    ['words that are no JSON', 'hello', 'body'],
    ['a channel of another shape', { channel: 'My App!' }, 'channel'],
    ['no text and no attachment', { text: ' ' }, 'text'],
    ['a time to come', { sentAt: '2100-01-01T00:00:00Z' }, 'sentAt'],
    ['a missing id', { messageId: undefined }, 'messageId'],
  ])('answers %s with the field that is wrong', async (_, change, field) => {
    const right = { channel: 'api', account: 'lumi', user: someone('carl'), messageId: randomUUID(), text: 'hello' };

    const body = typeof change === 'string' ? change : JSON.stringify({ ...right, ...change });

    expect(await stack.postRaw(body)).toMatchObject({ status: 400, body: { error: { code: 'body', field } } });
  });

  it('says when a body is too large or an account is not ours', async () => {
    const user = someone('dora');

    const large = await stack.post({ user, text: 'a'.repeat(256 * 1024) });
    const stranger = await stack.post({ user, account: 'somebody-else', text: 'hello' });

    expect(large).toMatchObject({ status: 413, body: { error: { code: 'too-large' } } });
    expect(stranger).toMatchObject({ status: 404, body: { error: { code: 'account', field: 'account' } } });
  });

  it('takes characters that queues and stores refuse, as the sign for what cannot be shown', async () => {
    const user = someone('eve');

    const { status } = await stack.post({ user, text: 'a \uFFFE b \uFFFF c \uD800 d \uDC00 e 👩‍👩‍👧' });

    expect(status).toBe(202);
    const [entry] = await onTimeline(user, 1);
    expect(entry?.message.text).toBe('a \uFFFD b \uFFFD c \uFFFD d \uFFFD e 👩‍👩‍👧');
  });

  it('keeps the whole of a very long text, and shows its beginning', async () => {
    const user = someone('fay');
    const text = `${'The kettle whistles, the letter grows. '.repeat(3_000).slice(0, 99_990)}THE END 1.`;

    const { status } = await stack.post({ user, text });
    const [entry] = await onTimeline(user, 1);

    expect([status, text.length]).toEqual([202, 100_000]);
    expect(entry?.message.text).toBe(text.slice(0, 8_000));
    const whole = await stack.stores.bodies.get(entry?.message.bodyKey ?? '');
    expect(Buffer.from(whole ?? '').toString('utf8')).toBe(text);
  });
});

describe('a known question', () => {
  it.each([
    ['Chinese', refund.zh],
    ['English', refund.en],
  ])('in %s is answered once, under a signature that the application can check', async (_, { question, answer }) => {
    const user = someone('gus');
    const { body } = await stack.post({ user, text: question });

    const [heard] = await heardBy(user, 1);
    await stack.drained();

    expect(await stack.callbacks(user)).toHaveLength(1);
    expect(heard).toMatchObject({ channel: 'api', account: 'lumi', by: 'bot', inReplyTo: body.messageId });
    expect(heard?.text).toContain(answer);
    const { 'webhook-timestamp': at = '', 'webhook-signature': signature } = heard?.headers ?? {};
    expect(signature).toBe(webhookSignature(stack.keyFor('callback'), heard?.webhookId ?? '', at, heard?.raw ?? ''));
    expect(Math.abs(Number(at) - Date.now() / 1000)).toBeLessThan(300);
    expect(await stack.replies(user)).toMatchObject([
      { by: 'bot', purpose: 'answer', outcome: 'sent', entryId: heard?.webhookId, inReplyTo: body.messageId },
    ]);
  });
});

const stringsIn = (value: unknown): { type: string | undefined; text: string }[] => {
  if (typeof value !== 'object' || value === null) return [];
  const { type, text } = value as { type?: string; text?: unknown };
  return [
    ...(typeof text === 'string' ? [{ type, text }] : []),
    ...Object.values(value).flatMap((each) => stringsIn(each)),
  ];
};

/** What Slack would act upon: anything but `plain_text`, where marks stay marks. */
const actedUpon = (card: Card) => stringsIn(card).flatMap(({ type, text }) => (type === 'plain_text' ? [] : [text]));

describe('a threat of legal steps', () => {
  it('reaches a person on every way, and the conversation is theirs until they hand it back', async () => {
    const user = someone('hal');
    const text = `${threat} <!channel> look at this`;
    const { body } = await stack.post({ user, text, profile: { name: '<!here> Hal & Co' } });
    const conversationId = stack.conversationOf(user);

    const ticket = await ticketOf(user);
    const [told] = await heardBy(user, 1);
    expect(ticket).toMatchObject({ owner: 'rights', priority: 'urgent', state: 'open', causes: [body.messageId] });
    expect(ticket.reasons.map(({ because }) => because).join()).toMatch(/signal (fraud|legal)/);
    expect(told).toMatchObject({ by: 'system', inReplyTo: body.messageId });
    expect(told?.text).toContain('colleague');

    const [card] = await eventually(async () => {
      const cards = await stack.cards(ticket.ticketId);
      expect(cards).toHaveLength(1);
      return cards;
    });
    const elements = card?.blocks.flatMap((block) => block.elements ?? []) ?? [];
    expect(card?.blocks[0]).toMatchObject({ type: 'header' });
    expect(elements.map(({ url }) => url)).toContain(`${stack.connection.siteUrl}/?ticket=${ticket.ticketId}`);
    expect(JSON.stringify(card?.blocks)).toContain('<!channel> look at this');
    expect(card && actedUpon(card).join()).not.toMatch(/<!(channel|here)/);

    const mail = await eventually(async () => {
      const found = (await stack.mails()).filter((each) => each.text.includes(ticket.ticketId));
      expect(found).toHaveLength(1);
      return found[0];
    });
    expect(mail).toMatchObject({
      from: 'care@lumi.example',
      to: ['rights@lumi.example'],
      headers: { 'auto-submitted': 'auto-generated' },
    });
    expect(mail?.html).not.toContain('<!channel>');

    // A person has it: the bot says nothing, even to what it knows.
    await stack.post({ user, text: refund.en.question });
    await onTimeline(user, 2);
    await stack.drained();
    expect(await stack.callbacks(user)).toHaveLength(1);
    const { body: live } = await stack.desk<{ items: ConversationView[] }>('/v1/conversations?limit=200');
    expect(live.items.find((each) => each.conversationId === conversationId)).toMatchObject({
      mode: 'human',
      ticketId: ticket.ticketId,
      name: '<!here> Hal & Co',
    });

    // The person writes, and closes.
    const requestId = randomUUID();
    const reply = { requestId, customerId: ticket.customerId, text: 'I am Ines, and I will pay you back today.' };
    const sent = await stack.desk(`/v1/conversations/${conversationId}/replies`, reply);
    await stack.desk(`/v1/conversations/${conversationId}/replies`, reply);
    const heard = await heardBy(user, 2);
    await stack.drained();
    expect(sent.status).toBe(202);
    expect(heard[1]).toMatchObject({ by: 'agent', text: reply.text, webhookId: requestId });
    expect(await stack.callbacks(user)).toHaveLength(2);

    const closed = await stack.desk<Ticket>(`/v1/tickets/${ticket.ticketId}/close`, {});
    expect(closed).toMatchObject({ status: 200, body: { state: 'closed', closedBy: expect.stringContaining('@') } });
    expect((await stack.openTickets()).map(({ ticketId }) => ticketId)).not.toContain(ticket.ticketId);

    // It is the bot's again.
    await stack.post({ user, text: refund.en.question });
    const after = await heardBy(user, 3);
    expect(after[2]).toMatchObject({ by: 'bot' });
    expect((await stack.timeline(user)).map(({ kind }) => kind).sort()).toEqual([
      'escalation',
      'message',
      'message',
      'message',
      'reply',
      'reply',
      'reply',
    ]);
  }, 240_000);
});

describe('the desk’s API', () => {
  it('lets in nobody who is not signed in', async () => {
    const path = `/v1/customers/${stack.customerOf('anybody')}/timeline`;

    const answers = await Promise.all([
      stack.json(path),
      stack.json('/v1/conversations', { headers: { authorization: 'Bearer made.up.token' } }),
      stack.json('/v1/tickets/t_1/close', { method: 'POST', body: '{}' }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect((await stack.json('/v1/openapi.json')).status).toBe(200);
  });

  it('turns the pages of a timeline without a gap or an overlap, newest first', async () => {
    const user = someone('ida');
    const at = (minute: number) => new Date(Date.now() - (60 - minute) * 60_000).toISOString();
    const minutes = [1, 2, 3, 4, 5, 6, 7];
    await Promise.all(minutes.map((minute) => stack.post({ user, text: `note ${minute}`, sentAt: at(minute) })));
    await onTimeline(user, 7);
    await stack.drained();

    const pages: Entry[][] = [];
    for (let next: string | undefined = ''; next !== undefined; ) {
      const path: string = `/v1/customers/${stack.customerOf(user)}/timeline?limit=3${next && `&next=${next}`}`;
      const { body } = await stack.desk<{ items: Entry[]; next?: string }>(path);
      pages.push(body.items);
      next = body.next === undefined ? undefined : encodeURIComponent(body.next);
    }

    const texts = pages.flat().flatMap((entry) => (entry.kind === 'message' ? [entry.message.text] : []));
    expect(pages.every(({ length }) => length <= 3)).toBe(true);
    expect(texts).toEqual(minutes.map((minute) => `note ${minute}`).reverse());
    expect((await stack.desk(`/v1/customers/x/timeline?limit=3&next=made-up`)).status).toBe(400);
  });
});

type Frame = { type: string; id?: string; messageId?: string; message?: { id: string; by: string; text: string } } & {
  messages?: { id: string; by: string; text: string }[];
};
type Admission = { session: string; resume: string; socket: { url: string; token: string } };

const admitted = async (resume?: string) =>
  (
    await stack.json<Admission>('/v1/chat/sessions', {
      method: 'POST',
      body: JSON.stringify({ account: 'lumi', name: 'Jo', ...(resume ? { resume } : {}) }),
    })
  ).body;

/** A visitor's window: a real socket, and all that was said on it. */
async function chatWindow({ socket: { url, token } }: Admission) {
  const socket = new WebSocket(url, ['heartline.v1', token]);
  const frames: Frame[] = [];
  socket.on('message', (frame: Buffer) => frames.push(JSON.parse(frame.toString()) as Frame));
  await new Promise<void>((opened, failed) => {
    socket.once('open', opened);
    socket.once('error', failed);
    socket.once('unexpected-response', (_, response) => failed(new Error(`refused with ${response.statusCode}`)));
  });
  return {
    protocol: socket.protocol,
    say: (frame: object) => socket.send(JSON.stringify(frame)),
    heard: (type: string, count = 1) =>
      eventually(() => {
        const found = frames.filter((frame) => frame.type === type);
        expect(found.length).toBeGreaterThanOrEqual(count);
        return found;
      }),
    close: () => new Promise<void>((closed) => socket.once('close', () => closed()).close()),
  };
}

describe('the web chat', () => {
  it('takes a line once, pushes the answer, and tells it all again after a reconnect', async () => {
    const admission = await admitted();
    const window = await chatWindow(admission);
    const id = randomUUID();

    window.say({ type: 'hello', after: '' });
    window.say({ type: 'message', id, text: refund.zh.question });
    const [ack] = await window.heard('ack');
    const [reply] = await window.heard('reply');
    window.say({ type: 'message', id, text: refund.zh.question });
    const [, again] = await window.heard('ack', 2);
    await stack.drained();

    expect(window.protocol).toBe('heartline.v1');
    expect((await window.heard('history'))[0]).toMatchObject({ messages: [], more: false });
    expect(again).toEqual(ack);
    expect(reply?.message).toMatchObject({ by: 'bot', text: expect.stringContaining(refund.zh.answer) });
    expect(await window.heard('reply')).toHaveLength(1);
    expect(await stack.messages(admission.session, 'web-chat')).toMatchObject([
      { entryId: ack?.messageId, message: { name: 'Jo' } },
    ]);
    await window.close();

    const back = await admitted(admission.resume);
    const reopened = await chatWindow(back);
    reopened.say({ type: 'hello', after: '' });
    const [history] = await reopened.heard('history');
    expect(back.session).toBe(admission.session);
    expect(history?.messages).toMatchObject([
      { by: 'customer', text: refund.zh.question },
      { by: 'bot', id: reply?.message?.id },
    ]);
    await reopened.close();
  });

  it('opens one window for a token, none for one that is not ours, and none for a site that is not listed', async () => {
    const admission = await admitted();
    const window = await chatWindow(admission);
    const { url, token } = admission.socket;

    await expect(chatWindow(admission)).rejects.toThrow('refused with 401');
    await expect(chatWindow({ ...admission, socket: { url, token: `${token}x` } })).rejects.toThrow('refused with 401');
    const asked = { method: 'POST', body: '{"account":"lumi"}', headers: { origin: 'https://elsewhere.example' } };
    expect((await stack.json('/v1/chat/sessions', asked)).status).toBe(403);
    await window.close();
  });
});

/** Text in the encoding that many Chinese mail programs still write, which Node can only read. */
function gbk(text: string): Buffer {
  const bytes = new Map<string, number[]>();
  const decoder = new TextDecoder('gbk');
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const sign = decoder.decode(Uint8Array.of(lead, trail));
      if (sign.length === 1 && !bytes.has(sign)) bytes.set(sign, [lead, trail]);
    }
  return Buffer.from(
    [...text].flatMap((sign) => (sign < '\u0080' ? [sign.charCodeAt(0)] : (bytes.get(sign) ?? [0x3f]))),
  );
}

/** Sends a mail as written, by SMTP. */
async function mail(from: string, headers: string[], body: Buffer | string, envelopeFrom = from) {
  const smtp = createTransport({ host: '127.0.0.1', port: process_.file.smtpPort ?? 0, ignoreTLS: true });
  const head = [`From: ${from}`, 'To: care@lumi.example', 'Date: Fri, 20 Nov 2026 09:00:00 +0800', ...headers, '', ''];
  await smtp.sendMail({
    envelope: { from: envelopeFrom, to: ['care@lumi.example'] },
    raw: Buffer.concat([Buffer.from(head.join('\r\n')), Buffer.from(body)]),
  });
  smtp.close();
}

describe('mail', () => {
  it('in GBK is read without the thread it quotes, and answered in its thread as a machine’s answer', async () => {
    const from = `${someone('lin')}@customer.example`;
    const rfcId = `<${randomUUID()}@customer.example>`;
    const thread = `<${randomUUID()}@lumi.example>`;
    const headers = [
      `Message-ID: ${rfcId}`,
      `In-Reply-To: ${thread}`,
      `References: ${thread}`,
      `Subject: =?GBK?B?${gbk('回复：退件').toString('base64')}?=`,
      'Content-Type: text/plain; charset=gbk',
      'Content-Transfer-Encoding: 8bit',
    ];
    const quoted = '在 2026年11月19日，Lumi <care@lumi.example> 写道：\r\n> 您好，退件已经收到。\r\n> 祝好\r\n';

    await mail(from, headers, gbk(`${refund.zh.question}\r\n\r\n${quoted}`));
    const [entry] = await onTimeline(from, 1, 'email');
    const answer = await eventually(async () => {
      const found = (await stack.mails()).filter(({ to }) => to.includes(from));
      expect(found).toHaveLength(1);
      return found[0];
    });
    await stack.drained();

    expect(entry?.message).toMatchObject({ text: refund.zh.question, subject: '回复：退件', kind: 'message' });
    const whole = await stack.stores.bodies.get(entry?.message.bodyKey ?? '');
    expect(Buffer.from(whole ?? '').toString('utf8')).toContain('退件已经收到');
    expect(answer).toMatchObject({
      from: 'care@lumi.example',
      subject: 'Re: 退件',
      text: expect.stringContaining(refund.zh.answer),
      headers: {
        'in-reply-to': rfcId,
        references: `${thread} ${rfcId}`,
        'auto-submitted': 'auto-replied',
        'x-loop': 'heartline',
      },
    });
    expect((await stack.mails()).filter(({ to }) => to.includes(from))).toHaveLength(1);
  });

  it('of a machine is kept and never answered', async () => {
    const away = `${someone('away')}@customer.example`;
    const daemon = `MAILER-DAEMON@${someone('mx')}.example`;
    const plain = ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit'];
    const bounce = [
      '--b',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'I could not deliver your message.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example',
      '',
      'Final-Recipient: rfc822; gone@customer.example',
      'Action: failed',
      'Status: 5.1.1',
      '',
      '--b--',
      '',
    ].join('\r\n');

    await mail(away, ['Subject: Away', 'Auto-Submitted: auto-replied', ...plain], `${refund.en.question}\r\n`);
    await mail(
      daemon,
      ['Subject: Undelivered', 'Content-Type: multipart/report; report-type=delivery-status; boundary=b'],
      bounce,
      '',
    );
    const [reply] = await onTimeline(away, 1, 'email');
    const [report] = await onTimeline(daemon.toLowerCase(), 1, 'email');
    await stack.drained();

    expect(reply).toMatchObject({ message: { kind: 'auto-reply' }, route: 'none' });
    expect(report).toMatchObject({ message: { kind: 'bounce' }, route: 'none' });
    const recipients = (await stack.mails()).flatMap(({ to }) => to.map((each) => each.toLowerCase()));
    expect(recipients).not.toContain(away);
    expect(recipients).not.toContain(daemon.toLowerCase());
    expect(await stack.timeline(away, 'email')).toHaveLength(1);
  });
});

const findings = async () => {
  const ran = await stack.heartline('doctor', '--json');
  return { code: ran.code, findings: ran.json as Finding[], err: ran.err };
};

describe('the heartline command', () => {
  it('finds a stack well where nothing is wrong', async () => {
    await stack.drained();

    const { code, findings: all, err } = await findings();

    expect(
      all?.filter(({ ok }) => !ok),
      err,
    ).toEqual([]);
    expect(code).toBe(0);
    expect(all.map(({ check }) => check)).toEqual(
      expect.arrayContaining(['node', 'process', 'web port', 'mail port', 'Triage queue', 'knowledge base', 'slack']),
    );
  });

  it('says where no stack runs, with an exit code for scripts', async () => {
    const { code, err } = await heartline(['tickets', '--data', join(data, 'nothing-here')]);

    expect(code).toBe(1);
    expect(err).toContain('npm start');
  });

  it('sends a message, shows it on the timeline, and shows the ticket it opens', async () => {
    const user = someone('kai');
    const args = ['send', '--user', user, '--text', `${threat} (by command)`, '--message-id', randomUUID(), '--json'];

    const first = await stack.heartline(...args);
    const ticket = await ticketOf(user);
    const [second, timeline, tickets, one, none, whose] = await Promise.all([
      stack.heartline(...args),
      stack.heartline('timeline', '--user', user, '--json'),
      stack.heartline('tickets', '--json', '--limit', '200'),
      stack.heartline('tickets', ticket.ticketId, '--json'),
      stack.heartline('tickets', 't_nobody', '--json'),
      stack.heartline('timeline', '--json'),
    ]);

    expect(first).toMatchObject({ code: 0, json: { status: 202, messageId: expect.stringMatching(/^m_/) } });
    expect(second).toMatchObject({ code: 0, json: { status: 200 } });
    expect(timeline.code).toBe(0);
    expect((timeline.json as Entry[]).filter(({ kind }) => kind === 'message')).toHaveLength(1);
    expect((tickets.json as { items: Ticket[] }).items.map(({ ticketId }) => ticketId)).toContain(ticket.ticketId);
    expect(one).toMatchObject({ code: 0, json: { ticketId: ticket.ticketId, owner: 'rights' } });
    expect(none.code).toBe(1);
    expect(whose.code).toBe(2);
  });

  it('replays a file of messages, again without effect, and tells the lines that were refused', async () => {
    const user = someone('leo');
    const file = join(data, 'replay.jsonl');
    const line = (index: number) => ({
      channel: 'api',
      account: 'lumi',
      user,
      messageId: `${user}-${index}`,
      text: `line ${index}`,
      sentAt: new Date(Date.now() - (10 - index) * 60_000).toISOString(),
    });
    const lines = Array.from({ length: 5 }, (_, index) => JSON.stringify(line(index)));
    writeFileSync(file, `${lines.join('\n')}\n`);

    const first = await stack.heartline('replay', file, '--json');
    await onTimeline(user, 5);
    const second = await stack.heartline('replay', file, '--json');
    writeFileSync(file, `${lines.join('\n')}\n{"channel":"API"}\nnot json\n`);
    const third = await stack.heartline('replay', file, '--json');

    expect(first).toMatchObject({ code: 0, json: { taken: 5, seenBefore: 0, refused: 0 } });
    expect(second).toMatchObject({ code: 0, json: { taken: 0, seenBefore: 5, refused: 0 } });
    expect(third).toMatchObject({ code: 1, json: { seenBefore: 5, refused: 2, refusals: [{ line: 6 }, { line: 7 }] } });
    expect(await stack.messages(user)).toHaveLength(5);
  });

  it('lists, exports and replaces the knowledge base, and answers change with it', async () => {
    const list = await stack.heartline('faq', 'list', '--json');
    const exported = (await stack.heartline('faq', 'export')).out;
    const file = join(data, 'faq.jsonl');
    const entries = exported
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as FaqEntry);
    const changed = entries.map((each) =>
      each.id === refund.en.id ? { ...each, answer: 'Refunds now arrive within the hour.' } : each,
    );
    const asFile = (all: object[]) => writeFileSync(file, all.map((each) => JSON.stringify(each)).join('\n'));

    asFile(changed);
    const imported = await stack.heartline('faq', 'import', file, '--json');
    const users: string[] = [];
    await eventually(async () => {
      const user = someone('mia');
      users.push(user);
      await stack.post({ user, text: refund.en.question });
      const [heard] = await heardBy(user, 1);
      expect(heard?.text).toContain('within the hour');
    });
    writeFileSync(file, `${exported}{"id":"broken"}\n`);
    const broken = await stack.heartline('faq', 'import', file, '--json');
    asFile(entries);
    const back = await stack.heartline('faq', 'import', file, '--json');

    const { version } = list.json as { version: string };
    expect(entries).toHaveLength(knowledge.size);
    expect((list.json as { entries: FaqEntry[] }).entries).toEqual(entries);
    expect(imported).toMatchObject({ code: 0, json: { entries: knowledge.size } });
    expect(broken).toMatchObject({ code: 1, err: expect.stringContaining('nothing was changed') });
    expect(back).toMatchObject({ code: 0, json: { version } });
  }, 240_000);
});

describe('a message that no retry can help', () => {
  it('is set aside with its reason while its neighbours go on, and the command shows it and sends it back', async () => {
    const sqs = new SQSClient({});
    const triage = stack.connection.stages.find(({ stage }) => stage === 'Triage');
    const [nina, omar, mended] = [someone('nina'), someone('omar'), someone('mended')];
    const event = (user: string) =>
      JSON.stringify(
        aMessageReceived({ channel: 'api', user, providerId: randomUUID(), occurredAt: new Date().toISOString() }),
      );
    const bodies = [event(nina), 'not an event', event(omar), '{"id":"e_1","type":"message-received.v1"}'];

    await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: triage?.queue,
        Entries: bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody })),
      }),
    );
    await Promise.all([nina, omar].map((user) => onTimeline(user, 1)));
    const letters = await eventually(async () => {
      const ran = await stack.heartline('redrive', '--list', 'triage', '--json');
      expect(ran.json).toHaveLength(2);
      return ran.json as { stage: string; reason: string }[];
    });
    expect(letters.map(({ reason }) => reason).sort()).toEqual([expect.stringMatching(/^\w+: /), 'not JSON']);

    await eventually(async () => {
      const ill = await findings(); // letters that were just looked at are out of sight for a second
      expect(ill.findings.filter(({ ok }) => !ok)).toMatchObject([{ check: 'Triage dead letters', seen: '2' }]);
      expect(ill.code).toBe(1);
    });

    // One whose cause was mended goes through; the poisoned two come back with their reasons.
    await sqs.send(new SendMessageCommand({ QueueUrl: triage?.deadLetters, MessageBody: event(mended) }));
    const redriven = await eventually(async () => {
      const ran = await stack.heartline('redrive', 'Triage', '--json');
      expect(ran.json).toMatchObject({ Triage: expect.any(Number) });
      expect((await stack.messages(mended)).length).toBe(1);
      return ran;
    });
    expect(redriven.code).toBe(0);
    await eventually(async () => {
      const { deadLetters, ready, inFlight } = (await stack.queues()).find(({ stage }) => stage === 'Triage') ?? {};
      expect({ deadLetters, ready, inFlight }).toEqual({ deadLetters: 2, ready: 0, inFlight: 0 });
    });
    expect((await stack.heartline('redrive', 'kitchen')).code).toBe(2);
  }, 240_000);
});

describe('Slack in trouble', () => {
  const noticesOf = async (user: string) =>
    (await stack.unsettled()).filter(({ conversationId }) => conversationId === stack.conversationOf(user));

  it('takes a card and cuts the line: it is unknown, shown to a person, and not sent twice', async () => {
    const user = someone('pam');
    await stack.drained();
    await stack.faults({ slack: { drop: true, times: 1 } });

    await stack.post({ user, text: threat });
    const { ticketId } = await ticketOf(user);
    const [unsettled] = await eventually(async () => {
      const found = await noticesOf(user);
      expect(found).toHaveLength(1);
      return found;
    });
    await stack.drained();

    expect(unsettled).toMatchObject({
      state: 'unknown',
      to: 'slack-notice',
      because: expect.stringMatching(/^Slack: /),
    });
    expect(await stack.cards(ticketId)).toHaveLength(1);
    expect((await findings()).findings.find(({ check }) => check === 'unsettled sends')).toMatchObject({ ok: false });
  });

  it('asks to wait: the card is sent a little later, once', async () => {
    const user = someone('quinn');
    await stack.drained();
    await stack.faults({ slack: { status: 429, retryAfter: 1, times: 1 } });

    await stack.post({ user, text: threat });
    const { ticketId } = await ticketOf(user);
    await eventually(async () => expect(await stack.cards(ticketId)).toHaveLength(1));
    await stack.drained();

    expect(await stack.cards(ticketId)).toHaveLength(1);
    expect(await noticesOf(user)).toEqual([]);
  });
});
