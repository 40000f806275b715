import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type BrowserContext, chromium, type FrameLocator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadStories } from '../../demo/story.ts';
import demoBrand from '../../heartline.config.ts';
import {
  eventually,
  removeFolder,
  type StackProcess,
  someone,
  startProcess,
  temporaryFolder,
  type World,
  world,
} from '../integration/running-stack.ts';

// Both sides of a conversation in a real browser, on a running stack: the desk, the chat beside it, and the widget on
// somebody else's page.

const browserPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const hasBrowser = existsSync(browserPath);
const howTo = `needs Chromium: apt-get install -y chromium fonts-noto-cjk, or name yours with CHROMIUM_PATH (looked at ${browserPath})`;
const isSkipped = !hasBrowser && process.env.CI !== 'true';
if (isSkipped) process.stderr.write(`the desk is not tested here: it ${howTo}\n`);

const repository = join(import.meta.dirname, '../..');
const question = '退款多久能到账？';
const answerBegins = '仓库签收退件后';
const complaint = '骗子！这是我第三次联系你们了，今天再不退款我就打12315投诉，找律师起诉你们！';

/** A shop's own page, that embeds the widget. */
async function foreignPage(script: () => string): Promise<{ origin: string; server: Server }> {
  const server = createServer((request, response) => {
    if (request.url !== '/') return void response.writeHead(204).end();
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(
      `<!doctype html><html lang="en"><head><title>A shop</title></head><body><h1>A shop</h1>${script()}</body></html>`,
    );
    return undefined;
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

describe.skipIf(isSkipped)(isSkipped ? `the desk (${howTo})` : 'the desk', () => {
  let data: string;
  let own: StackProcess;
  let stack: World;
  let context: BrowserContext;
  let shop: Awaited<ReturnType<typeof foreignPage>>;
  let stranger: Awaited<ReturnType<typeof foreignPage>>;

  beforeAll(async () => {
    if (!hasBrowser) throw new Error(howTo);
    data = temporaryFolder();
    const embed = () =>
      `<script src="${own.url}/widget.js" data-account="lumi" data-title="Lumi" data-visitor="${someone('v')}"></script>`;
    [shop, stranger] = await Promise.all([foreignPage(embed), foreignPage(embed)]);
    const { lumi } = demoBrand.accounts;
    const brand = { ...demoBrand, accounts: { lumi: { ...lumi, chatOrigins: [shop.origin] } } };
    const config = join(data, 'brand.mjs');
    writeFileSync(config, `export default ${JSON.stringify(brand)};\n`);
    own = await startProcess(data, ['--config', config]);
    stack = await world(own);
    context = await chromium.launchPersistentContext(join(data, 'browser'), {
      executablePath: browserPath,
      headless: true,
      locale: 'en-US',
      timezoneId: 'Asia/Shanghai',
      viewport: { width: 1440, height: 900 },
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
    context.setDefaultTimeout(60_000);
  }, 300_000);
  afterAll(async () => {
    await context?.close();
    for (const each of [shop, stranger]) each?.server.close();
    await own?.stop();
    if (data) removeFolder(data);
  }, 60_000);

  let troubles: string[];
  beforeEach(() => {
    troubles = [];
  });
  afterEach(async () => {
    await Promise.all(context.pages().map((page) => page.close()));
  });

  /** A page that tells its troubles: what its scripts threw, and what its console calls an error. */
  async function open(url: string): Promise<Page> {
    const page = await context.newPage();
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
    await page.goto(url);
    return page;
  }

  type Chat = Pick<FrameLocator, 'locator' | 'getByPlaceholder'>;
  const write = async (chat: Chat, text: string) => {
    await chat.getByPlaceholder('Write a message…').fill(text);
    await chat.getByPlaceholder('Write a message…').press('Enter');
  };
  const line = (chat: Chat, by: 'customer' | 'bot' | 'system' | 'agent', text: string) =>
    chat.locator(`.line.${by}:not(.sending):not(.refused) p`, { hasText: text }).first();

  /** The desk by way of the sign-in page, and in the chat beside it a visitor who has not been there before. */
  async function openDesk({ name }: { name?: string } = {}) {
    const visitor = someone('visitor');
    const asked = new URLSearchParams({ account: 'lumi', visitor, ...(name ? { name } : {}) });
    const alone = await open(`${own.url}/chat.html?${asked}`); // where the visitor says who they are
    await alone.locator('.status.ready').waitFor();
    await alone.evaluate((who) => localStorage.setItem('heartline.visitor', who), visitor);
    await alone.close();
    const page = await open(own.url);
    const chat = page.frameLocator('aside.chat iframe');
    await chat.locator('.status.ready').waitFor();
    return { page, chat };
  }

  /** Opens the conversation whose last words these are. */
  const choose = async (page: Page, lastWords: string) =>
    page.locator('.rows .row', { hasText: lastWords }).first().click();

  it('shows a known question and its answer on both sides, once signed in', async () => {
    const { page, chat } = await openDesk();

    await write(chat, question);

    await line(chat, 'bot', answerBegins).waitFor();
    await choose(page, answerBegins);
    await page.locator('.entry.message .said', { hasText: question }).waitFor();
    await page.locator('.entry.reply.bot .said', { hasText: answerBegins }).waitFor();
    expect(await page.locator('.top-bar .who').textContent()).toMatch(/agent/i);
    expect(await chat.locator('.line.bot').count()).toBe(1);
    expect(troubles).toEqual([]);
  });

  it('brings an angry customer to a person, carries the answer back, closes, and forgets nothing', async () => {
    const { page, chat } = await openDesk({ name: '何建军' });
    const promised = '我是小陈，款项今天 18:00 前退到您账上。';

    await write(chat, complaint);
    await line(chat, 'system', '同事').waitFor();
    await page.locator('#tab-tickets').click();
    await page.locator('.rows .row', { hasText: '何建军' }).first().click();
    await page.locator('#customer-name', { hasText: '何建军' }).waitFor();
    await page.locator('.entry.escalation .hint', { hasText: /signal (fraud|legal|cheated)/ }).waitFor();
    await page.locator('.customer-header .badge.human').waitFor();

    await page.locator('#reply').fill(promised);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await line(chat, 'agent', promised).waitFor();
    await page.locator('.entry.reply.agent .said', { hasText: promised }).waitFor();

    await page.getByRole('button', { name: 'Close ticket, back to bot' }).click();
    await page.getByRole('button', { name: 'Close it?' }).click();
    await page.locator('.customer-header .badge', { hasText: 'Closed' }).waitFor();
    await page.locator('.rows .row', { hasText: '何建军' }).waitFor({ state: 'detached' });

    await page.reload();
    await line(chat, 'customer', complaint).waitFor();
    await line(chat, 'system', '同事').waitFor();
    await line(chat, 'agent', promised).waitFor();
    await page.locator('.entry.message .said', { hasText: complaint }).waitFor();
    expect(await chat.locator('.line').count()).toBe(3);
    await write(chat, question);
    await line(chat, 'bot', answerBegins).waitFor();
    expect(troubles).toEqual([]);
  });

  it('shows markup in a customer’s words as the words it is', async () => {
    const { page, chat } = await openDesk({ name: '<b onmouseover=alert(1)>Bob</b>' });
    const marked = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script> where is my parcel';

    await write(chat, marked);

    await line(chat, 'customer', marked).waitFor();
    await page.locator('.rows .row', { hasText: '<b onmouseover=alert(1)>Bob</b>' }).first().click();
    const said = page.locator('.entry.message .said');
    await said.waitFor();
    expect(await said.textContent()).toBe(marked);
    expect(await page.locator('.said img, .said script, .row b[onmouseover]').count()).toBe(0);
    expect(await chat.locator('p img, p script').count()).toBe(0);
    const hacked = await Promise.all(page.frames().map((frame) => frame.evaluate(() => 'hacked' in window)));
    expect(hacked).not.toContain(true);
    expect(troubles).toEqual([]);
  });

  it('serves the widget to a listed site, and counts what came while its window was closed', async () => {
    const page = await open(shop.origin);
    const widget = page.locator('heartline-chat');
    const chat = {
      locator: widget.locator.bind(widget),
      getByPlaceholder: widget.getByPlaceholder.bind(widget),
    } as Chat;
    const mine = someone('my order');

    await widget.getByRole('button', { name: 'Open chat' }).click();
    await widget.locator('.status.ready').waitFor();
    await write(chat, `I want to speak to a person about ${mine}`);
    await line(chat, 'system', 'colleague').waitFor();
    await widget.locator('header').getByRole('button', { name: 'Close chat' }).click();
    expect(await widget.locator('.badge').isVisible()).toBe(false);

    const ticket = await eventually(async () => {
      const found = (await stack.openTickets()).find(({ context: { lines } }) =>
        lines.some(({ text }) => text.includes(mine)),
      );
      if (!found) throw new Error('no ticket yet');
      return found;
    });
    const { conversationId, customerId } = ticket;
    const reply = { requestId: crypto.randomUUID(), customerId, text: 'Ines here. How can I help?' };
    expect((await stack.desk(`/v1/conversations/${conversationId}/replies`, reply)).status).toBe(202);

    await widget.locator('.badge', { hasText: /^1$/ }).waitFor();
    await eventually(async () => expect(await page.title()).toBe('(1) A shop'));
    await widget.getByRole('button', { name: 'Open chat, 1 unread' }).click();
    await line(chat, 'agent', reply.text).waitFor();
    await eventually(async () => expect(await page.title()).toBe('A shop'));
    expect(troubles).toEqual([]);
  });

  it('turns the widget away on a site that is not listed', async () => {
    const page = await open(stranger.origin);
    const widget = page.locator('heartline-chat');

    await widget.getByRole('button', { name: 'Open chat' }).click();

    await widget.getByRole('alert').getByText('This chat is not available here at the moment.').waitFor();
    expect(await widget.getByPlaceholder('Write a message…').isVisible()).toBe(false);
    expect(troubles).toEqual([expect.stringContaining('403')]); // the browser's own note
  });

  it('shows a busy day at a glance', async () => {
    await lumiMorning(stack);
    const { page, chat } = await openDesk({ name: '吴建国' });
    await write(chat, '你好，吹风机的退款多久能到账？');
    await line(chat, 'bot', answerBegins).waitFor();
    await write(chat, '这是我第三次联系你们了。上门取件约了两次都没人来');
    await line(chat, 'system', '同事').waitFor();
    await write(chat, '吹风机有焦味，我不敢用，放在阳台一个礼拜了。再这样我就打 12315 投诉');
    await line(chat, 'customer', '12315').waitFor();
    await page.locator('.rows .row', { hasText: '吴建国' }).first().click();
    await page.locator('.entry.message .said', { hasText: '12315' }).waitFor();
    await page
      .locator('#reply')
      .fill('吴先生，我是小陈。今天 16:00 我陪取件师傅一起到，新机明早寄出，这件事由我负责到底。');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await line(chat, 'agent', '小陈').waitFor();
    await page.locator('.entry.reply.agent').waitFor();
    await stack.drained();
    await eventually(async () => expect(await page.locator('.reply-box .status').textContent()).toContain('Ctrl'));

    const wantsUpdate = process.env.UPDATE_SCREENSHOT === '1';
    const folder = wantsUpdate ? join(repository, 'docs') : data;
    mkdirSync(folder, { recursive: true });
    const picture = await page.screenshot({ path: join(folder, 'desk.png'), animations: 'disabled', caret: 'hide' });

    expect(picture.length).toBeGreaterThan(50_000);
    expect(await page.locator('.rows .row').count()).toBeGreaterThan(6);
    expect(troubles).toEqual([]);
  }, 300_000);
});

/** What a few of the demo's people write in a morning, each waiting for what comes back. */
async function lumiMorning(stack: World) {
  const people: [person: string, lines: number][] = [
    ['p-en-eleanor', 1],
    ['p-en-nora', 2],
    ['p-zh-momo', 1],
    ['p-zh-tongtong', 1],
    ['p-en-mei', 4],
    ['p-zh-luojing', 3],
    ['p-zh-chenmo', 1],
    ['p-en-sophie', 4],
    ['p-en-hannah', 3],
  ];
  const stories = loadStories(join(repository, 'demo/stories'));
  for (const [person, lines] of people) {
    for (const { channel, user, name, text } of stories.filter((said) => said.person === person).slice(0, lines)) {
      await stack.post({ channel, user, text, profile: { name } });
      await stack.drained();
    }
  }
}
