import { describe, expect, it } from 'vitest';
import { backoff } from '../../../console/src/widget/protocol.ts';
import { aReply, chatWorld } from './chat-world.ts';

const ack = (id: string) => ({ type: 'ack', id, messageId: `m_${id}`, at: '2026-03-01T09:00:30.000Z' });

describe('a chat session', () => {
  it('asks for a session, offers its token as a subprotocol, and asks for the history', async () => {
    const world = chatWorld();
    const { session, view } = world.page();
    await session.start();
    await world.open([aReply(1)]);

    expect(world.asked).toEqual([{ account: 'lumi' }]);
    expect(world.socket().protocols).toEqual(['heartline.v1', 't1']);
    expect(world.socket().sent).toEqual([{ type: 'hello', after: '' }]);
    expect(view()).toMatchObject({ phase: 'ready', lines: [{ id: 'r1', text: 'reply 1' }] });
  });

  it('shows a message as sending until the server has it, once', async () => {
    const world = chatWorld();
    const { session, view } = world.page();
    await session.start();
    await world.open();

    session.send('  灯不亮 ');
    expect(view().lines).toMatchObject([{ state: 'sending', text: '灯不亮' }]);
    world.socket().says(ack('w1'));

    expect(view().lines).toMatchObject([{ id: 'm_w1', key: 'w1', state: 'sent' }]);
  });

  it('sends again under the same id over a new socket when no acknowledgement comes within five seconds', async () => {
    const world = chatWorld();
    const { session } = world.page();
    await session.start();
    await world.open();
    session.send('hello?');

    world.pass(5_000);
    expect(world.socket(0).isClosed).toBe(true);
    world.pass(1_000);
    await world.open();
    world.socket().says(ack('w1'));
    world.pass(60_000);

    expect(world.sockets.map((socket) => socket.messages())).toEqual([
      [{ type: 'message', id: 'w1', text: 'hello?' }],
      [{ type: 'message', id: 'w1', text: 'hello?' }],
    ]);
  });

  it('keeps what was written without a connection through a reload', async () => {
    const world = chatWorld();
    world.door.status = 503;
    const before = world.page();
    await before.session.start();
    before.session.send('first');
    before.session.send('second');
    before.session.stop();

    world.door.status = 200;
    const after = world.page();
    await after.session.start();
    expect(after.view().lines).toMatchObject([{ text: 'first', state: 'sending' }, { text: 'second' }]);
    await world.open();

    expect(world.socket().messages()).toMatchObject([{ text: 'first' }, { text: 'second' }]);
  });

  it('shows a message once when the history tells of it before its lost acknowledgement is made good', async () => {
    const world = chatWorld();
    const { session, view } = world.page();
    await session.start();
    await world.open();
    session.send('hello');
    world.socket().onclose?.();
    world.pass(1_000);
    await world.open([{ id: 'm_w1', at: '2026-03-01T09:00:30.000Z', by: 'customer', text: 'hello', cursor: 'c1' }]);
    world.socket().says(ack('w1'));

    expect(view().lines).toMatchObject([{ id: 'm_w1', state: 'sent' }]);
  });

  it('comes back with its resume token and asks for what it missed', async () => {
    const world = chatWorld();
    const { session, view } = world.page();
    await session.start();
    await world.open([aReply(1)]);
    world.socket().onclose?.();
    expect(view().phase).toBe('waiting');

    world.pass(1_000);
    await world.open([aReply(2)]);

    expect(world.asked[1]).toEqual({ account: 'lumi', resume: 'resume-1' });
    expect(world.socket().sent[0]).toEqual({ type: 'hello', after: 'c1' });
    expect(view().lines.map((line) => line.id)).toEqual(['r1', 'r2']);
  });

  it('asks again from the last history, not from a push that may have overtaken a lost one', async () => {
    const world = chatWorld();
    const { session, view } = world.page();
    await session.start();
    await world.open([aReply(1)]);
    world.socket().says({ type: 'reply', message: aReply(3) });
    world.socket().onclose?.();
    world.pass(1_000);
    await world.open([aReply(2), aReply(3)]);

    expect(world.socket().sent[0]).toEqual({ type: 'hello', after: 'c1' });
    expect(view().lines.map((line) => line.id)).toEqual(['r1', 'r2', 'r3']);
  });

  it('goes on asking while more was missed than one history holds', async () => {
    const world = chatWorld();
    const { session } = world.page();
    await session.start();
    await world.open([aReply(1)], true);
    expect(world.socket().sent).toHaveLength(1); // older than the last fifty stays unasked
    world.socket().onclose?.();
    world.pass(1_000);
    await world.open([aReply(2)], true);

    expect(world.socket().sent).toEqual([
      { type: 'hello', after: 'c1' },
      { type: 'hello', after: 'c2' },
    ]);
  });

  it('starts from nothing when the server gives another session, but keeps what is unsent', async () => {
    const world = chatWorld();
    const { session, view } = world.page();
    await session.start();
    await world.open([aReply(1)]);
    world.socket().onclose?.();
    session.send('still here');
    world.door.session = 's_2';
    world.pass(1_000);
    await world.open();

    expect(world.socket().sent[0]).toEqual({ type: 'hello', after: '' });
    expect(view().lines).toMatchObject([{ text: 'still here', state: 'sending' }]);
  });

  it('counts replies as unread until they are seen, also after a reload', async () => {
    const world = chatWorld();
    const { session, view } = world.page();
    await session.start();
    await world.open([aReply(1)]);
    session.read();
    world.socket().says({ type: 'reply', message: aReply(2, { by: 'agent' }) });
    world.socket().says({ type: 'reply', message: aReply(2, { by: 'agent' }) });
    expect(view().unread).toBe(1);

    const reloaded = world.page();
    await reloaded.session.start();
    await world.open([aReply(1), aReply(2)]);
    expect(reloaded.view().unread).toBe(1);
    reloaded.session.read();

    expect(reloaded.view().unread).toBe(0);
  });

  it('says why a message was refused and does not send it again', async () => {
    const world = chatWorld();
    const { session, view } = world.page();
    await session.start();
    await world.open();
    session.send('spam');
    world.socket().says({ type: 'refused', id: 'w1', message: 'too many messages' });
    world.socket().onclose?.();
    world.pass(1_000);
    await world.open();

    expect(view().lines).toMatchObject([{ state: 'refused', why: 'too many messages' }]);
    expect(world.socket().messages()).toEqual([]);
  });

  it('notices a socket that has gone silent', async () => {
    const world = chatWorld();
    const { session, view } = world.page();
    await session.start();
    await world.open();
    world.pass(5 * 60_000);
    expect(world.socket().sent.at(-1)).toEqual({ type: 'ping' });
    world.socket().says({ type: 'pong' });
    world.pass(5 * 60_000);
    world.pass(10_000);

    expect(view().phase).toBe('waiting');
  });

  it.each([403, 404])('does not knock again when turned away with %i, until asked to', async (status) => {
    const world = chatWorld();
    world.door.status = status;
    const { session, view } = world.page();
    await session.start();
    world.pass(600_000);
    expect(view().phase).toBe('turned-away');
    expect(world.asked).toHaveLength(1);

    session.nudge();
    await world.settle();
    expect(world.asked).toHaveLength(2);
  });

  it('sends nothing empty and nothing beyond 4000 characters', async () => {
    const world = chatWorld();
    const { session } = world.page();

    expect([session.send('  '), session.send('a'.repeat(4001)), session.send('a'.repeat(4000))]).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe('the wait before another try', () => {
  it('grows from about a second to at most thirty', () => {
    expect([0, 1, 2, 9].map((attempt) => backoff(attempt, () => 0))).toEqual([1_000, 1_000, 1_000, 1_000]);
    expect([0, 1, 2, 9].map((attempt) => backoff(attempt, () => 1))).toEqual([2_000, 4_000, 8_000, 30_000]);
  });
});
