import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fixtureAssembly, outside, startFixture } from './fixture-stack.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'local-runner-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

async function settings(url: string): Promise<{ secret: object; setting: string }> {
  const { secret, setting } = (await (await fetch(`${url}/v1/echo/x`)).json()) as { secret: string; setting: string };
  const { slack: _, ...kept } = JSON.parse(secret) as Record<string, unknown>; // Slack's address holds the port
  return { secret: kept, setting };
}

describe('a stack started again on the same data', () => {
  it('keeps generated secrets, and a parameter put by hand until the template says something new', async () => {
    const first = await startFixture({ data });
    const before = await settings(first.url);
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const ssm = new SSMClient({ region: 'us-east-1', credentials, endpoint: first.file.endpoints.ssm ?? '' });
    await ssm.send(new PutParameterCommand({ Name: '/fixture/setting', Value: 'by hand', Overwrite: true }));
    await first.stop();

    const second = await startFixture({ data });
    const after = await settings(second.url);
    await second.stop();
    const third = await startFixture({ data, assembly: await fixtureAssembly({ FIXTURE_SETTING: 'deployed anew' }) });
    const { setting } = await settings(third.url);
    await third.stop();

    expect(before.secret).toEqual({ brand: 'fixture', signing: expect.stringMatching(/^.{40}$/s) });
    expect(after).toEqual({ ...before, setting: 'by hand' });
    expect(setting).toBe('deployed anew');
  }, 180_000);

  it('refuses a folder that another stack has, and says which process', async () => {
    const stack = await startFixture({ data });

    await expect(startFixture({ data })).rejects.toThrow(`in use by process ${process.pid}`);
    await stack.stop();
  }, 120_000);
});

describe('mail for the stack', () => {
  it('goes by SMTP into the bucket, is announced, and read by the function; other recipients are refused', async () => {
    const stack = await startFixture({ data });
    const world = outside(stack.file);
    const smtp = createTransport({ host: '127.0.0.1', port: stack.file.smtpPort ?? 0, ignoreTLS: true });
    const mail = (to: string) => ({
      from: 'kim@customer.example',
      to,
      subject: 'Where is it?',
      text: 'My parcel 包裹',
    });

    await smtp.sendMail(mail('help@example.com'));
    await expect(smtp.sendMail(mail('nobody@example.com'))).rejects.toThrow('550');

    const [stored] = await vi.waitFor(
      async () => {
        const found = await world.notes('mail');
        expect(found).toHaveLength(1);
        return found;
      },
      { timeout: 20_000, interval: 100 },
    );
    expect(stored?.sk).toMatch(/^mail\/[0-9a-f]{40}$/);
    expect(stored?.text).toMatch(/^Return-Path: <kim@customer\.example>\r\nReceived: /);
    expect(stored?.text).toContain('X-SES-Spam-Verdict: PASS');
    await stack.stop();
  }, 120_000);
});
