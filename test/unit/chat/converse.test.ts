import { describe, expect, it } from 'vitest';
import { converse, lineLimit } from '../../../functions/chat/converse.ts';
import { customerIdOf } from '../../../functions/shared/ids.ts';
import { triage } from '../../../functions/triage/triage.ts';
import {
  aMessageEntry,
  aNote,
  aReplyEntry,
  fakeIntakeDeps,
  fakeTriageDeps,
  minutesOn,
  toStage,
  wednesday,
} from '../../fixtures/builders.ts';

const visitor = { session: 's_12345678', account: 'lumi', name: 'Mei' };
const customerId = customerIdOf({ channel: 'web-chat', account: 'lumi', user: visitor.session });

const say = (frame: unknown, { deps }: ReturnType<typeof fakeIntakeDeps>) =>
  converse(typeof frame === 'string' ? frame : JSON.stringify(frame), visitor, deps);

describe('a line in the chat', () => {
  it('is acknowledged once it is durable, with our id and its time', async () => {
    const fakes = fakeIntakeDeps();

    const answer = await say({ type: 'message', id: '1', text: 'Hello' }, fakes);

    const [event] = toStage(fakes.sent, 'triage');
    expect(answer).toEqual({ type: 'ack', id: '1', messageId: event?.data.messageId, at: wednesday });
    expect(event?.data).toMatchObject({
      channel: 'web-chat',
      account: 'lumi',
      user: visitor.session,
      name: 'Mei',
      text: 'Hello',
      replyTo: { via: 'web-chat', account: 'lumi', user: visitor.session },
    });
  });

  it('sent again after a lost connection is the same line under its first time', async () => {
    const fakes = fakeIntakeDeps();
    const first = await say({ type: 'message', id: '1', text: 'Hello' }, fakes);
    for (const event of toStage(fakes.sent, 'triage'))
      await triage(event, fakeTriageDeps({ timeline: fakes.timeline }).deps);
    fakes.now.pass(60_000);

    expect(await say({ type: 'message', id: '1', text: 'Hello' }, fakes)).toEqual(first);
    expect(fakes.sent).toHaveLength(1);
  });

  it('is refused, not swallowed, when its id was used for another text', async () => {
    const fakes = fakeIntakeDeps();
    await say({ type: 'message', id: '1', text: 'Hello' }, fakes);
    for (const event of toStage(fakes.sent, 'triage'))
      await triage(event, fakeTriageDeps({ timeline: fakes.timeline }).deps);

    expect(await say({ type: 'message', id: '1', text: 'Goodbye' }, fakes)).toMatchObject({ type: 'refused', id: '1' });
  });

  it.each(['', ' ', '\n\u3000\t'])('that is empty (%j) is refused', async (text) => {
    const fakes = fakeIntakeDeps();

    expect(await say({ type: 'message', id: '1', text }, fakes)).toEqual({
      type: 'refused',
      id: '1',
      message: 'the message is empty',
    });
    expect(fakes.sent).toEqual([]);
  });

  it('that is too long is refused, and one just short enough is not', async () => {
    const fakes = fakeIntakeDeps();

    expect(await say({ type: 'message', id: '1', text: 'x'.repeat(lineLimit + 1) }, fakes)).toMatchObject({
      type: 'refused',
      id: '1',
    });
    expect(await say({ type: 'message', id: '2', text: 'x'.repeat(lineLimit) }, fakes)).toMatchObject({
      type: 'ack',
      id: '2',
    });
  });

  it('cannot speak for another visitor by the id it chooses', async () => {
    const fakes = fakeIntakeDeps();

    await converse(JSON.stringify({ type: 'message', id: 'x/1', text: 'a' }), visitor, fakes.deps);
    await converse(
      JSON.stringify({ type: 'message', id: '1', text: 'b' }),
      { ...visitor, session: `${visitor.session}/x` },
      fakes.deps,
    );

    const ids = toStage(fakes.sent, 'triage').map(({ data }) => [data.messageId, customerIdOf(data)]);
    expect(new Set(ids.map(([, customer]) => customer)).size).toBe(2);
  });
});

describe('other frames', () => {
  it('are answered when they ask for an answer', async () => {
    expect(await say({ type: 'ping' }, fakeIntakeDeps())).toEqual({ type: 'pong' });
    expect(await say('no JSON', fakeIntakeDeps())).toMatchObject({ type: 'refused' });
  });

  it.each([
    'null',
    '[]',
    '{}',
    '{"type":"typing"}',
    '{"type":"message"}',
    '{"type":"message","id":"","text":"x"}',
    '{"type":"__proto__"}',
  ])('are passed over when we do not know them: %s', async (frame) => {
    const fakes = fakeIntakeDeps();

    expect(await say(frame, fakes)).toBeUndefined();
    expect(fakes.sent).toEqual([]);
  });
});

describe('the history of a chat', () => {
  const theirs = { customerId, channel: 'web-chat' };

  /** A timeline of what happened at which minute. */
  async function aHistory() {
    const fakes = fakeIntakeDeps();
    await fakes.timeline.append(
      aMessageEntry({ ...theirs, entryId: 'm-1', occurredAt: minutesOn(0), message: { text: 'Hello' } }),
    );
    await fakes.timeline.append(aNote({ ...theirs, occurredAt: minutesOn(1) }));
    await fakes.timeline.append(
      aReplyEntry({ ...theirs, entryId: 'r-1', occurredAt: minutesOn(1), outcome: 'failed' }),
    );
    await fakes.timeline.append(aReplyEntry({ ...theirs, entryId: 'r-2', occurredAt: minutesOn(2) }));
    await fakes.timeline.append(
      aReplyEntry({ ...theirs, entryId: 'r-3', occurredAt: minutesOn(30), by: 'agent', author: 'Ann' }),
    );
    return fakes;
  }

  const idsOf = (answer: object | undefined) =>
    answer && 'messages' in answer ? (answer.messages as { id: string }[]).map(({ id }) => id) : undefined;

  it('is what was said by both, oldest first, and nothing of our notes and failures', async () => {
    const answer = await say({ type: 'hello' }, await aHistory());

    expect(answer).toMatchObject({
      type: 'history',
      more: false,
      messages: [
        { id: 'm-1', by: 'customer', text: 'Hello', cursor: `${minutesOn(0)}#m-1` },
        { id: 'r-2', by: 'bot' },
        { id: 'r-3', by: 'agent' },
      ],
    });
    expect(JSON.stringify(answer)).not.toMatch(/Ann|risk|reading/);
  });

  it('after a line goes back two minutes further, for a reply that was decided before it', async () => {
    expect(idsOf(await say({ type: 'hello', after: `${minutesOn(3)}#x` }, await aHistory()))).toEqual(['r-2', 'r-3']);
    expect(idsOf(await say({ type: 'hello', after: `${minutesOn(32)}#x` }, await aHistory()))).toEqual(['r-3']);
    expect(idsOf(await say({ type: 'hello', after: `${minutesOn(33)}#x` }, await aHistory()))).toEqual([]);
  });

  it.each(['', 'nonsense', '#', '99999999999', '-271821-04-20T00:00:00.000Z#x'])(
    'after “%s” is the whole',
    async (after) => {
      expect(idsOf(await say({ type: 'hello', after }, await aHistory()))).toEqual(['m-1', 'r-2', 'r-3']);
    },
  );

  it('says when there is more', async () => {
    const fakes = fakeIntakeDeps();
    for (let index = 0; index < 120; index++) {
      await fakes.timeline.append(aReplyEntry({ ...theirs, entryId: `r-${index}`, occurredAt: minutesOn(index) }));
    }

    expect(await say({ type: 'hello', after: `${minutesOn(1)}#x` }, fakes)).toMatchObject({ more: true });
    expect(await say({ type: 'hello', after: `${minutesOn(100)}#x` }, fakes)).toMatchObject({ more: false });
  });

  it('is the visitor’s own', async () => {
    const { deps } = await aHistory();

    expect(await converse('{"type":"hello"}', { ...visitor, session: 's_87654321' }, deps)).toMatchObject({
      messages: [],
    });
  });
});
