import { describe, expect, it } from 'vitest';
import { message } from '../../../events/message.ts';
import { noticeRequested } from '../../../events/notice-requested.ts';
import { replyRequested } from '../../../events/reply-requested.ts';
import { aMessage, aNoticeRequested, aReplyRequested } from '../../fixtures/builders.ts';

describe('a message', () => {
  it('needs no name, subject, body key or attachments', () => {
    expect(message.safeParse(aMessage()).success).toBe(true);
  });

  it.each(['WeChat', 'we chat', '-wechat', '', 'x'.repeat(33), '微信'])(
    'is refused from a channel called “%s”',
    (channel) => {
      expect(message.safeParse(aMessage({ channel })).success).toBe(false);
    },
  );

  it('keeps an id of 256 characters and refuses a longer one or none', () => {
    expect(message.safeParse(aMessage({ user: 'u'.repeat(256) })).success).toBe(true);
    expect(message.safeParse(aMessage({ user: 'u'.repeat(257) })).success).toBe(false);
    expect(message.safeParse(aMessage({ user: '' })).success).toBe(false);
  });
});

describe('a request', () => {
  it('for a reply needs words, and not a book', () => {
    expect(replyRequested.safeParse(aReplyRequested({ text: '' })).success).toBe(false);
    expect(replyRequested.safeParse(aReplyRequested({ text: 'x'.repeat(8001) })).success).toBe(false);
    expect(replyRequested.safeParse(aReplyRequested({ text: 'x'.repeat(8000) })).success).toBe(true);
  });

  it('for a Slack notice stays within what Slack shows', () => {
    const notice = { by: 'slack' as const, text: 'a ticket' };

    expect(
      noticeRequested.safeParse(aNoticeRequested({ notice: { ...notice, blocks: Array(50).fill({}) } })).success,
    ).toBe(true);
    expect(
      noticeRequested.safeParse(aNoticeRequested({ notice: { ...notice, blocks: Array(51).fill({}) } })).success,
    ).toBe(false);
    expect(
      noticeRequested.safeParse(aNoticeRequested({ notice: { ...notice, text: 'x'.repeat(3001), blocks: [] } }))
        .success,
    ).toBe(false);
  });

  it('for a mail names an address', () => {
    const notice = { by: 'email', to: 'nobody', subject: 's', text: 't', html: 'h' } as const;

    expect(noticeRequested.safeParse(aNoticeRequested({ notice })).success).toBe(false);
  });
});
