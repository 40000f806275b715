import { describe, expect, it } from 'vitest';
import { deliver } from '../../../functions/deliver/deliver.ts';
import { leaseMs } from '../../../functions/deliver/once.ts';
import { entry } from '../../../functions/shared/entry.ts';
import { TryAgain } from '../../../functions/shared/unprocessable.ts';
import {
  aConversation,
  aNoticeRequested,
  aReplyRequested,
  fakeDeliverDeps,
  wednesday,
} from '../../fixtures/builders.ts';

describe('deliver', () => {
  it('lets a reply out once and writes it on the timeline', async () => {
    const { deps, left, timeline, ledger } = fakeDeliverDeps();
    const reasons = [{ because: 'matches', weight: 0.9 }];

    await deliver(aReplyRequested({ inReplyTo: 'm-1', reasons }), deps);
    await deliver(aReplyRequested({ inReplyTo: 'm-1', reasons }), deps);

    expect(left).toHaveLength(1);
    expect(timeline.all()).toMatchObject([
      { kind: 'reply', entryId: 'r-1', occurredAt: wednesday, by: 'bot', inReplyTo: 'm-1', outcome: 'sent', reasons },
    ]);
    expect(entry.safeParse(timeline.all()[0]).success).toBe(true);
    expect(ledger.all()).toMatchObject([{ requestId: 'r-1', state: 'sent', via: 'callback' }]);
  });

  it('tells the way out everything but our reasons to wait', async () => {
    const { deps, left } = fakeDeliverDeps();

    await deliver(aReplyRequested(), deps);

    expect(left).toMatchObject([
      { requestId: 'r-1', text: 'It is on its way.', at: wednesday, replyTo: { via: 'callback' } },
    ]);
  });

  it('stops the bot in mid-sentence when a person takes over', async () => {
    const { deps, left, conversations, timeline, ledger } = fakeDeliverDeps();
    await conversations.save(aConversation({ mode: 'human' }));

    await deliver(aReplyRequested(), deps);

    expect([left, timeline.all()]).toEqual([[], []]);
    expect(ledger.all()).toMatchObject([{ state: 'blocked', because: 'a person has the conversation' }]);
  });

  it('lets the person’s own words and word of the hand-over through', async () => {
    const { deps, left, conversations, timeline } = fakeDeliverDeps();
    await conversations.save(aConversation({ mode: 'human' }));

    await deliver(aReplyRequested({ requestId: 'r-1', by: 'system', purpose: 'hand-over' }), deps);
    await deliver(aReplyRequested({ requestId: 'r-2', by: 'agent', purpose: 'agent-reply', author: 'Ann' }), deps);

    expect(left).toHaveLength(2);
    expect(timeline.all()).toMatchObject([{ by: 'system' }, { by: 'agent', author: 'Ann' }]);
  });

  it('does not let a blocked answer out after the person has gone', async () => {
    const { deps, left, conversations } = fakeDeliverDeps();
    await conversations.save(aConversation({ mode: 'human' }));
    await deliver(aReplyRequested(), deps);
    await conversations.save(aConversation({ version: 2 }));

    await deliver(aReplyRequested(), deps);

    expect(left).toEqual([]);
  });

  it('lets only one of an answer and a hand-over to one message leave', async () => {
    const { deps, left } = fakeDeliverDeps();

    await deliver(aReplyRequested({ purpose: 'answer' }), deps);
    await deliver(aReplyRequested({ by: 'system', purpose: 'hand-over' }), deps);

    expect(left).toMatchObject([{ purpose: 'answer' }]);
  });

  it('tries a refused reply again until it is through, and shows it once', async () => {
    const { deps, left, timeline } = fakeDeliverDeps({
      outcomes: [{ kind: 'retry', because: '429' }, { kind: 'sent' }],
    });

    await expect(deliver(aReplyRequested(), deps)).rejects.toThrow(TryAgain);
    await deliver(aReplyRequested(), deps);

    expect(left).toHaveLength(2);
    expect(timeline.all()).toHaveLength(1);
  });

  it('shows a lost answer as unknown on the timeline and in the ledger, and sends nothing blindly again', async () => {
    const { deps, left, timeline, ledger } = fakeDeliverDeps({ outcomes: [{ kind: 'unknown', because: 'timeout' }] });

    await deliver(aReplyRequested(), deps);
    await deliver(aReplyRequested(), deps);

    expect(left).toHaveLength(1);
    expect(timeline.all()).toMatchObject([{ outcome: 'unknown' }]);
    expect((await ledger.unsettled({ limit: 10 })).sends).toMatchObject([{ requestId: 'r-1', because: 'timeout' }]);
  });

  it('keeps one line under one time, however many attempts it takes a repeatable way out', async () => {
    const lost = { kind: 'unknown', because: 'timeout' } as const;
    const { deps, timeline, now, left } = fakeDeliverDeps({
      outcomes: [lost, lost, { kind: 'sent' }],
      repeatable: true,
    });

    for (let attempt = 0; attempt < 3; attempt++) {
      await deliver(aReplyRequested(), deps).catch(() => now.pass(leaseMs));
    }

    expect(left).toHaveLength(3);
    expect(timeline.all()).toHaveLength(1);
    expect(timeline.all()).toMatchObject([{ outcome: 'sent', occurredAt: wednesday }]);
  });

  it('sends notices once each, and keeps them off the customer’s timeline', async () => {
    const { deps, left, timeline, ledger, conversations } = fakeDeliverDeps();
    await conversations.save(aConversation({ mode: 'human' }));
    const email = { by: 'email', to: 'care@lumi.example', subject: 's', text: 't', html: 'h' } as const;

    await deliver(aNoticeRequested(), deps);
    await deliver(aNoticeRequested(), deps);
    await deliver(aNoticeRequested({ requestId: 'n-2', notice: email }), deps);

    expect(left).toMatchObject([{ notice: { by: 'slack' } }, { notice: { by: 'email' } }]);
    expect(timeline.all()).toEqual([]);
    expect(ledger.all()).toMatchObject([{ via: 'slack-notice' }, { via: 'email-notice' }]);
  });

  it('keeps a failed notice where a person finds it', async () => {
    const { deps, ledger } = fakeDeliverDeps({ outcomes: [{ kind: 'failed', because: 'no_service' }] });

    await deliver(aNoticeRequested(), deps);

    expect((await ledger.unsettled({ limit: 10 })).sends).toMatchObject([{ requestId: 'n-1', state: 'failed' }]);
  });

  it('tells whoever watches what became of it, without a word of it', async () => {
    const { deps, told } = fakeDeliverDeps({ outcomes: [{ kind: 'failed', because: 'callback answered 410' }] });

    await deliver(aReplyRequested({ text: 'my secret' }), deps);

    expect(told).toMatchObject([
      { name: 'failed', facts: { requestId: 'r-1', via: 'callback', because: 'callback answered 410' } },
    ]);
    expect(JSON.stringify(told)).not.toMatch(/secret/);
  });
});
