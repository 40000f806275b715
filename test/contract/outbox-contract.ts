import { expect, it } from 'vitest';
import type { Hears, Outbox } from '../../functions/shared/ports/outbox.ts';
import {
  aMessage,
  aMessageReceived,
  aMessageTriaged,
  aNoticeRequested,
  anEscalation,
  aReplyRequested,
} from '../fixtures/builders.ts';

/** An outbox and what has arrived in a stage's queue, in any order. */
export type OutboxInTest = { outbox: Outbox; arrived(stage: keyof Hears): Promise<unknown[]> };

/** What every outbox promises. */
export function outboxContract(make: () => OutboxInTest | Promise<OutboxInTest>) {
  it('has an event in the stage’s queue when it says so, and in no other', async () => {
    const { outbox, arrived } = await make();

    await outbox.send('triage', aMessageReceived());
    await outbox.send('answer', aMessageTriaged());
    await outbox.send('escalate', anEscalation());
    await outbox.send('deliver', aReplyRequested());
    await outbox.send('deliver', aNoticeRequested());

    expect(await arrived('triage')).toEqual([aMessageReceived()]);
    expect(await arrived('answer')).toEqual([aMessageTriaged()]);
    expect(await arrived('escalate')).toEqual([anEscalation()]);
    expect(await arrived('deliver')).toHaveLength(2);
  });

  it.each([
    ['control characters', 'a\u0000\u0007\u001b\u007f'],
    ['characters that are none', '\ufffe\uffff'],
    ['emoji and rare characters', '👩‍👩‍👧 𠮷 \u{10ffff}'],
    ['quotes and backslashes', '"\\u0041\\"'],
  ])('carries %s unharmed in any field', async (_what, text) => {
    const { outbox, arrived } = await make();
    const attachments = [{ name: text, contentType: 'image/png', bytes: 1, url: `https://cdn.example/${text}` }];
    const event = aMessageReceived({ text, user: `u${text}`, attachments });

    await outbox.send('triage', event);

    expect(await arrived('triage')).toEqual([event]);
  });

  it('brings each of twenty-five events sent at once, and each once', async () => {
    const { outbox, arrived } = await make();
    const events = Array.from({ length: 25 }, (_, index) => aMessageReceived({ providerId: `p-${index}` }));

    await Promise.all(events.map((event) => outbox.send('triage', event)));

    const ids = (await arrived('triage')).map((event) => (event as { id: string }).id);
    expect(ids.toSorted()).toEqual(events.map(({ id }) => id).toSorted());
  });

  it('brings events that together are larger than a batch may be', async () => {
    const { outbox, arrived } = await make();
    const text = '语'.repeat(100_000);
    const events = Array.from({ length: 8 }, (_, index) =>
      aMessageTriaged({ message: aMessage({ providerId: `p-${index}`, text }) }),
    );

    await Promise.all(events.map((event) => outbox.send('answer', event)));

    expect(await arrived('answer')).toHaveLength(8);
  });
}
