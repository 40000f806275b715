import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import type { Entry } from '../../functions/shared/entry.ts';
import { conversationIdOf, messageIdOf } from '../../functions/shared/ids.ts';
import { randomFor } from '../simulation/random.ts';
import {
  eventually,
  type Heard,
  type Posted,
  removeFolder,
  type StackProcess,
  startProcess,
  temporaryFolder,
  type World,
  world,
} from './running-stack.ts';

// The plug is pulled three times while people write. What was acknowledged is kept, and has its effect once.

/** Another for another run: KILL_SEED=7. */
const seed = Number(process.env.KILL_SEED ?? 20_261_122);
const { between, pick } = randomFor(seed, 'kill-nine');

const questions = ['退款多久能到账？', '怎么开发票？', 'When will I get my refund?', 'How much is shipping?'];
const statements = ['谢谢，再见', 'The parcel is the small blue one.', '好的，我知道了 👌'];
const threats = ['你们是骗子，我要打 12315 投诉你们！', 'This is fraud, my lawyer will sue you.'];

const people = Array.from({ length: 30 }, (_, index) => `person-${index}`);
/** Every third person complains at some point; the others ask no more than a bot answers in a row. */
const complains = (person: string) => people.indexOf(person) % 3 === 0;
const isQuestion = ({ text }: Posted) => questions.includes(text);

const written: Posted[][] = people.map((user) =>
  Array.from({ length: 5 }, (_, index) => {
    const text = index === 4 ? pick(statements) : complains(user) && index === 2 ? pick(threats) : pick(questions);
    const minutesAgo = 60 - 10 * index;
    return {
      user,
      text,
      messageId: `${user}/${index}`,
      ...(index % 2 ? { sentAt: new Date(Date.now() - minutesAgo * 60_000).toISOString() } : {}),
    };
  }),
);

const data = temporaryFolder();
let running: StackProcess;
let stack: World;
afterAll(async () => {
  await running?.kill();
  removeFolder(data);
}, 60_000);

async function start(...options: string[]) {
  running = await startProcess(data, options);
  stack = await world(running);
}

const acknowledged = new Set<string>();

/** Sends until it is acknowledged, whatever happens to the line meanwhile. */
const send = (message: Posted) =>
  eventually(
    async () => {
      const { status, body } = await stack.post(message);
      expect([200, 202]).toContain(status);
      acknowledged.add(body.messageId ?? '');
    },
    { everyMs: 50 },
  );

/** Each person writes one line after the other; a few people write at once. */
async function everybodyWrites() {
  const waiting = [...written];
  const oneAfterTheOther = async () => {
    for (let lines = waiting.shift(); lines; lines = waiting.shift()) for (const line of lines) await send(line);
  };
  await Promise.all(Array.from({ length: 6 }, oneAfterTheOther));
}

const oftenerThanOnce = (ids: string[]) => ids.filter((id, index) => ids.indexOf(id) !== index);
const idOf = ({ user, messageId = '' }: Posted) => messageIdOf({ channel: 'api', account: 'lumi', user }, messageId);

describe(`a stack that is killed three times while people write (seed ${seed})`, () => {
  it('keeps every acknowledged message once, answers it once, and opens each ticket once', async () => {
    await start();
    const everything = everybodyWrites();
    for (const [from, to] of [
      [15, 40],
      [60, 85],
      [105, 140],
    ] as const) {
      const moment = between(from, to);
      await eventually(() => expect(acknowledged.size).toBeGreaterThanOrEqual(moment), { everyMs: 5 });
      await pause(between(0, 250));
      await running.kill();
      await start('--no-synth');
    }
    await everything;
    await stack.drained(180_000);

    // Every message that was acknowledged is on its timeline, once.
    const timelines = new Map<string, Entry[]>();
    for (const person of people) timelines.set(person, await stack.timeline(person));
    const entries = [...timelines.values()].flat();
    const messages = entries.filter((entry) => entry.kind === 'message');
    const expected = written.flat().map(idOf);
    expect([...acknowledged].sort()).toEqual([...expected].sort());
    expect(messages.map(({ entryId }) => entryId).sort()).toEqual([...expected].sort());
    expect(oftenerThanOnce(entries.map(({ entryId }) => entryId))).toEqual([]);
    expect((await stack.queues()).filter(({ deadLetters }) => deadLetters > 0)).toEqual([]);

    // A reply may be posted again after a kill, but under the same id and with the same words: one to each message.
    const heard = await stack.callbacks();
    const said = ({ user, text, by, inReplyTo }: Heard) => JSON.stringify({ user, text, by, inReplyTo });
    const posts = Map.groupBy(heard, ({ webhookId }) => webhookId);
    for (const [id, same] of posts) expect(new Set(same.map(said)).size, id).toBe(1);
    const replies = [...posts.values()].flatMap(([first]) => first ?? []);
    expect(oftenerThanOnce(replies.map(({ inReplyTo = '' }) => inReplyTo))).toEqual([]);
    const kept = entries.filter((entry) => entry.kind === 'reply');
    const unknown = kept.filter(({ outcome }) => outcome === 'unknown').map(({ entryId }) => entryId);
    const known = (ids: string[]) => ids.filter((id) => !unknown.includes(id)).sort();
    expect(known(kept.map(({ entryId }) => entryId))).toEqual(known(replies.map(({ webhookId }) => webhookId)));

    // Nobody who asked what we know, and stayed calm, was left without an answer.
    const answered = new Set(replies.map(({ inReplyTo }) => inReplyTo));
    const calm = written.filter(([first]) => !complains(first?.user ?? '')).flat();
    const unanswered = calm.filter((posted) => isQuestion(posted) && !answered.has(idOf(posted)));
    expect(unanswered).toEqual([]);

    // Every complainer has one ticket, with each message in it that was brought to a person.
    const tickets = await stack.openTickets();
    expect(oftenerThanOnce(tickets.map(({ conversationId }) => conversationId))).toEqual([]);
    for (const user of people.filter(complains)) {
      const conversationId = conversationIdOf({ channel: 'api', account: 'lumi', user });
      const ticket = tickets.find((each) => each.conversationId === conversationId);
      const raised = (timelines.get(user) ?? []).filter((entry) => entry.kind === 'escalation');
      expect(ticket, user).toBeDefined();
      expect(new Set(raised.map(({ ticketId }) => ticketId))).toEqual(new Set([ticket?.ticketId]));
      expect(ticket?.causes.toSorted()).toEqual(raised.map(({ inReplyTo }) => inReplyTo).sort());
    }

    // Notices cannot be repeated: each went out once, or is shown to a person as unknown. A callback can, and is unknown
    // only where a person has taken over since it was begun: then it is not repeated in their place.
    const unsettled = await stack.unsettled();
    const takenOver = new Set(tickets.map(({ conversationId }) => conversationId));
    for (const { to, conversationId = '', requestId } of unsettled) {
      expect(['slack-notice', 'email-notice', 'callback'], to).toContain(to);
      if (to === 'callback') expect(takenOver, requestId).toContain(conversationId);
    }
    expect(
      unsettled
        .filter(({ to }) => to === 'callback')
        .map(({ requestId }) => requestId)
        .sort(),
    ).toEqual(unknown.sort());
    const cards = await stack.cards();
    const mails = (await stack.mails()).map(({ text }) => text);
    for (const { ticketId, priority, conversationId } of tickets) {
      const isUnknown = (way: string) =>
        unsettled.some((each) => each.conversationId === conversationId && each.to === way);
      const carded = cards.filter((card) => JSON.stringify(card).includes(ticketId) && card.text.startsWith(priority));
      const mailed = mails.filter((text) => text.includes(ticketId) && text.startsWith(`[${priority}]`));
      expect(carded.length, `cards of ${ticketId}`).toBeLessThanOrEqual(1);
      expect(mailed.length, `mails of ${ticketId}`).toBeLessThanOrEqual(1);
      expect(carded.length === 1 || isUnknown('slack-notice'), `Slack about ${ticketId}`).toBe(true);
      expect(mailed.length === 1 || isUnknown('email-notice'), `mail about ${ticketId}`).toBe(true);
    }
  }, 400_000);
});
