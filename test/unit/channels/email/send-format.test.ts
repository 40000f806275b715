import { describe, expect, it } from 'vitest';
import { replyHeaders } from '../../../../functions/shared/channels/email/send-format.ts';

const mail = {
  ownAddress: 'support+7f3a.mac@shop.example',
  subject: 'Where is my parcel?',
  rfcMessageId: 'm3@mail.example',
  references: ['m1@shop.example', 'm2@mail.example'],
  automatic: false,
};
const headersOf = (more: Partial<typeof mail>) =>
  Object.fromEntries(replyHeaders({ ...mail, ...more }).headers.map(({ name, value }) => [name, value]));

describe('the headers of an answer', () => {
  it('continue the thread', () => {
    expect(headersOf({})).toEqual({
      'Reply-To': 'support+7f3a.mac@shop.example',
      'In-Reply-To': '<m3@mail.example>',
      References: '<m1@shop.example> <m2@mail.example> <m3@mail.example>',
      'X-Loop': 'heartline',
    });
  });

  it('tell other machines to keep still when a machine answers', () => {
    expect(headersOf({ automatic: true })).toMatchObject({
      'Auto-Submitted': 'auto-replied',
      'X-Auto-Response-Suppress': 'All',
      'X-Loop': 'heartline',
    });
  });

  it.each([
    ['Help', 'Re: Help'],
    ['Re: Help', 'Re: Help'],
    ['RE: AW: 回复：Re[2]: Help', 'Re: Help'],
    ['Regarding: Help', 'Re: Regarding: Help'],
    ['', 'Re:'],
    ['Help\r\nBcc: all@example.com', 'Re: Help Bcc: all@example.com'],
  ])('say Re: once: %j', (subject, expected) => {
    expect(replyHeaders({ ...mail, subject }).subject).toBe(expected);
  });

  it('keep the first and the last ids of a long thread, about 1 KB of them', () => {
    const references = Array.from({ length: 200 }, (_, i) => `message-${i}@mail.example`);
    const value = headersOf({ references }).References ?? '';

    expect(value.length).toBeLessThanOrEqual(1_000);
    expect(value).toMatch(/^<message-0@mail\.example> .*<message-199@mail\.example> <m3@mail\.example>$/);
  });

  it('leave out an id that is none', () => {
    const hostile = ['a@b>\r\nBcc: x@example.com', 'a b', '<a@b> <c@d>', 'x'.repeat(2_000), ''];

    expect(headersOf({ references: hostile, rfcMessageId: 'a@b\r\nX: y' })).toEqual({
      'Reply-To': mail.ownAddress,
      'X-Loop': 'heartline',
    });
  });
});
