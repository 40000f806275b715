import { describe, expect, it } from 'vitest';
import { latestOf, liveList } from '../../../functions/desk-api/live-list.ts';
import { conversationsPage } from '../../../functions/desk-api/views.ts';
import {
  aConversation,
  aMessageEntry,
  aNote,
  aReading,
  aReplyEntry,
  fakeDeskDeps,
  minutesOn,
} from '../../fixtures/builders.ts';

const ofPerson = (person: string, minutes: number, change: Parameters<typeof aMessageEntry>[0] = {}) =>
  aMessageEntry({
    entryId: `m-${person}-${minutes}`,
    customerId: `c-${person}`,
    conversationId: `v-${person}`,
    occurredAt: minutesOn(minutes),
    ...change,
  });

describe('the live list', () => {
  it('shows each conversation once, by its latest entry, newest first', async () => {
    const { deps, timeline } = fakeDeskDeps();
    await timeline.append(ofPerson('mei', -50));
    await timeline.append(ofPerson('li', -40));
    await timeline.append(aReplyEntry({ customerId: 'c-mei', conversationId: 'v-mei', occurredAt: minutesOn(-5) }));

    const page = await liveList({ limit: 2 }, deps);

    expect(page.items).toMatchObject([
      { conversationId: 'v-mei', lastBy: 'bot', lastText: 'It is on its way.', lastAt: minutesOn(-5) },
      { conversationId: 'v-li', lastBy: 'customer', lastText: 'Where is my parcel?' },
    ]);
    expect(conversationsPage.safeParse(page).success).toBe(true);
  });

  it('shows how the customer felt last, also when we spoke after', async () => {
    const { deps, timeline } = fakeDeskDeps();
    await timeline.append(ofPerson('mei', -50, { reading: aReading({ sentiment: 'positive' }) }));
    await timeline.append(
      ofPerson('mei', -40, { reading: aReading({ sentiment: 'negative' }), risk: { score: 70, reasons: [] } }),
    );
    await timeline.append(aNote({ customerId: 'c-mei', conversationId: 'v-mei', occurredAt: minutesOn(-5) }));

    const { items } = await liveList({ limit: 1 }, deps);

    expect(items).toMatchObject([{ lastBy: 'system', reading: { sentiment: 'negative' }, risk: { score: 70 } }]);
  });

  it('says who has the conversation, and calls people by the name they gave', async () => {
    const { deps, timeline, conversations, customers } = fakeDeskDeps();
    await conversations.save(aConversation({ conversationId: 'v-mei', mode: 'human', ticketId: 't-1' }));
    await customers.create({
      customerId: 'c-li',
      channel: 'wechat',
      account: 'lumi',
      user: 'li',
      name: 'Li',
      firstSeenAt: minutesOn(0),
    });
    await timeline.append(ofPerson('mei', -3, { message: { name: 'Mei' } }));
    await timeline.append(ofPerson('li', -2));
    await timeline.append(ofPerson('wu', -1));

    const { items } = await liveList({ limit: 3 }, deps);

    expect(items.map(({ name, mode, ticketId }) => [name, mode, ticketId])).toEqual([
      ['c-wu', 'bot', undefined],
      ['Li', 'bot', undefined],
      ['Mei', 'human', 't-1'],
    ]);
  });

  it('goes back over quiet nights, and on from where a page ended', async () => {
    const { deps, timeline } = fakeDeskDeps();
    await timeline.append(ofPerson('mei', -10));
    await timeline.append(ofPerson('li', -3 * 24 * 60));

    const first = await liveList({ limit: 1 }, deps);
    const second = await liveList({ limit: 1, ...(first.next ? { next: first.next } : {}) }, deps);

    expect(first.items.map(({ conversationId }) => conversationId)).toEqual(['v-mei']);
    expect(second.items.map(({ conversationId }) => conversationId)).toEqual(['v-li']);
  });

  it('ends after a week without a word', async () => {
    const { deps, timeline } = fakeDeskDeps();
    await timeline.append(ofPerson('mei', -9 * 24 * 60));

    expect(await liveList({ limit: 10 }, deps)).toEqual({ items: [] });
  });

  it('asks the timeline for an hour at most once', async () => {
    const { deps, timeline } = fakeDeskDeps();
    const asked: string[] = [];
    const counting = {
      ...timeline,
      hour: async (hour: string, limit: number) => {
        asked.push(hour);
        return timeline.hour(hour, limit);
      },
    };

    await liveList({ limit: 10 }, { ...deps, timeline: counting });

    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.length).toBeLessThan(180);
  });
});

it('the latest of each conversation is the first seen, newest first', () => {
  const entries = [ofPerson('mei', 0), ofPerson('li', -1), ofPerson('mei', -2)];

  expect([...latestOf(entries)].map(([id, { last }]) => [id, last.occurredAt])).toEqual([
    ['v-mei', minutesOn(0)],
    ['v-li', minutesOn(-1)],
  ]);
});
