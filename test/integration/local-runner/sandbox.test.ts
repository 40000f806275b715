import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FrontDoor, frontDoor } from '../../../local/front-door.ts';
import { guard } from '../../../local/iam-guard.ts';
import { type Sandbox, sandbox } from '../../../local/sandbox.ts';
import { awsServices } from '../../../local/services.ts';
import { tally } from '../../../local/tally.ts';

let folder: string;
let door: FrontDoor;
let outside: Sandbox;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  door = await frontDoor(0);
  outside = sandbox(folder);
  const secrets = { operations: {}, arnOf: () => undefined };
  const aws = awsServices({ ssm: {}, secrets, outside, tally: tally(), guard: guard(), poolOf: () => undefined });
  door.open({
    handle: (request, response, url) =>
      url.pathname.startsWith('/_aws')
        ? aws(request, response, url)
        : outside.handle(request, response, url.pathname.slice(9)),
    upgrade: () => undefined,
  });
});
afterEach(async () => {
  await door.close();
  outside.close();
  rmSync(folder, { recursive: true, force: true });
});

const at = (path: string) => `${door.url}/_sandbox${path}`;
const post = (path: string, body: object) =>
  fetch(at(path), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const list = async (path: string) => (await (await fetch(at(path))).json()) as object[];

describe('the sandbox', () => {
  it('takes a Slack message as Slack does, lists it, shows it escaped, and still has it after a restart', async () => {
    const answer = await post('/slack', { blocks: [{ type: 'section', text: { text: '<b>sad</b>' } }] });

    expect([answer.status, await answer.text()]).toEqual([200, 'ok']);
    expect(await list('/slack')).toMatchObject([{ body: { blocks: [{ type: 'section' }] } }]);
    expect(await (await fetch(at(''))).text()).toContain('&lt;b&gt;sad&lt;/b&gt;');
    expect(sandbox(folder).mails.all()).toEqual([]);
  });

  it('misbehaves as often as it is told', async () => {
    await post('/faults', { slack: { status: 429, retryAfter: 1, times: 2 } });
    const answers = [await post('/slack', {}), await post('/slack', {}), await post('/slack', {})];

    expect(answers.map(({ status }) => status)).toEqual([429, 429, 200]);
    expect(answers[0]?.headers.get('retry-after')).toBe('1');
    expect(await list('/slack')).toHaveLength(1);
  });

  it('can take a message and cut the line, so that the sender cannot know', async () => {
    await post('/faults', { callback: { drop: true } });

    await expect(post('/callback', { id: 1 })).rejects.toThrow();
    expect(await list('/callback')).toMatchObject([{ body: { id: 1 } }]);
  });

  it('shows what was sent by SES', async () => {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const ses = new SESv2Client({ region: 'us-east-1', credentials, endpoint: `${door.url}/_aws/sesv2` });
    const subject = randomUUID();
    const Body = { Text: { Data: '你好' } };
    await ses.send(
      new SendEmailCommand({
        FromEmailAddress: 'desk@shop.example',
        Destination: { ToAddresses: ['kim@customer.example'] },
        Content: { Simple: { Subject: { Data: subject }, Body, Headers: [{ Name: 'In-Reply-To', Value: '<1@x>' }] } },
      }),
    );
    const raw = `From: desk@shop.example\r\nTo: lee@customer.example\r\nSubject: raw\r\n\r\nhello\r\n`;
    await ses.send(new SendEmailCommand({ Content: { Raw: { Data: Buffer.from(raw) } } }));

    expect(await list('/mail')).toMatchObject([
      {
        from: 'desk@shop.example',
        to: ['kim@customer.example'],
        subject,
        text: '你好',
        headers: { 'in-reply-to': '<1@x>' },
      },
      { from: 'desk@shop.example', to: ['lee@customer.example'], subject: 'raw', text: 'hello\n' },
    ]);
  });
});
