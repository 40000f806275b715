import { expect, it } from 'vitest';
import type { Conversations } from '../../functions/shared/ports/conversations.ts';
import { aConversation, wednesday } from '../fixtures/builders.ts';
import { hostileIds } from './hostile-ids.ts';

/** What every store of conversations promises. */
export function conversationsContract(make: () => Conversations | Promise<Conversations>) {
  it('knows nothing of a conversation that nothing had to be remembered of', async () => {
    expect(await (await make()).get('v-1')).toBeUndefined();
  });

  it('gives back what was stored, field by field', async () => {
    const conversations = await make();
    const stored = aConversation({
      mode: 'human',
      ticketId: 't-1',
      botReplies: 3,
      lastBotReplyAt: wednesday,
      answered: ['m-1'],
    });

    expect(await conversations.save(stored)).toBe('saved');
    expect(await conversations.get(stored.conversationId)).toEqual(stored);
  });

  it('is changed by who has read its latest version, and by nobody else', async () => {
    const conversations = await make();
    await conversations.save(aConversation({ version: 1 }));

    expect(await conversations.save(aConversation({ version: 1 }))).toBe('conflict');
    expect(await conversations.save(aConversation({ version: 3 }))).toBe('conflict');
    expect(await conversations.save(aConversation({ version: 2, mode: 'human' }))).toBe('saved');
    expect(await conversations.get(aConversation().conversationId)).toMatchObject({ version: 2, mode: 'human' });
  });

  it('is not changed at a version when it was never stored', async () => {
    expect(await (await make()).save(aConversation({ version: 2 }))).toBe('conflict');
  });

  it('lets exactly one of twenty win each version', async () => {
    const conversations = await make();

    for (const version of [1, 2, 3]) {
      const told = await Promise.all(
        Array.from({ length: 20 }, (_, index) => conversations.save(aConversation({ version, botReplies: index }))),
      );
      expect(
        told.filter((each) => each === 'saved'),
        `version ${version}`,
      ).toHaveLength(1);
    }
  });

  it('forgets what a change leaves out', async () => {
    const conversations = await make();
    await conversations.save(aConversation({ ticketId: 't-1' }));
    await conversations.save(aConversation({ version: 2 }));

    expect(await conversations.get(aConversation().conversationId)).not.toHaveProperty('ticketId');
  });

  it('loses no change when twenty read, change and try again', async () => {
    const conversations = await make();
    await conversations.save(aConversation());
    const { conversationId } = aConversation();
    const addOne = async (): Promise<void> => {
      const held = await conversations.get(conversationId);
      if (!held) throw new Error('gone');
      const saved = await conversations.save({ ...held, version: held.version + 1, botReplies: held.botReplies + 1 });
      if (saved === 'conflict') await addOne();
    };

    await Promise.all(Array.from({ length: 20 }, addOne));

    expect(await conversations.get(conversationId)).toMatchObject({ version: 21, botReplies: 20 });
  });

  it.each(hostileIds)('keeps a conversation called %j apart from others', async (conversationId) => {
    const conversations = await make();
    await conversations.save(aConversation({ conversationId }));
    await conversations.save(aConversation({ conversationId: 'v-other', botReplies: 9 }));

    expect(await conversations.get(conversationId)).toEqual(aConversation({ conversationId }));
    expect(await conversations.get(`${conversationId}#STATE`)).toBeUndefined();
  });

  it('does not let a change of what it gave back reach what it keeps', async () => {
    const conversations = await make();
    const given = aConversation();
    await conversations.save(given);
    given.answered.push('m-9');
    (await conversations.get(given.conversationId))?.answered.push('m-9');

    expect((await conversations.get(given.conversationId))?.answered).toEqual([]);
  });
}
