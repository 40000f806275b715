import { describe, expect, it } from 'vitest';
import { htmlOwnText, htmlText } from '../../../../functions/shared/channels/email/html-text.ts';

describe('HTML as text', () => {
  it('holds no scripts, styles, hidden words or pictures', () => {
    const html = `<head><title>t</title><style>p{}</style></head><p>Seen</p><script>alert(1)</script>
      <div style="DISPLAY: none">hidden</div><span hidden>hidden</span><iframe>f</iframe>
      <span style="font-size:0px">hidden</span><img src="https://t.example/pixel" alt="a"><a href="javascript:x()">link</a>`;

    expect(htmlText(html).replace(/\s+/g, ' ').trim()).toBe('Seen link');
  });

  it.each([
    [
      'Gmail',
      '<div class="gmail_quote"><div class="gmail_attr">On 1 Jan wrote:</div><blockquote class="gmail_quote">old</blockquote></div>',
    ],
    [
      'Gmail, a forward',
      '<div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message<br>From: x</div>old</div>',
    ],
    ['QQ Mail', '<includetail><div>old</div></includetail>'],
    ['Apple Mail', '<blockquote type="cite"><div>old</div></blockquote>'],
    [
      'Thunderbird',
      '<div class="moz-cite-prefix">Am 1.1. schrieb X:<br></div><blockquote type="cite">old</blockquote>',
    ],
    [
      'Outlook on the web',
      '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> x</div><div>old</div>',
    ],
    ['Outlook for iOS', '<div id="mail-editor-reference-message-container"><div>old</div></div>'],
    ['Yahoo', '<div id="yq" class="yahoo_quoted"><div>old</div></div>'],
    ['Proton Mail', '<div class="protonmail_quote">old</div>'],
    ['163', '<blockquote id="isReplyContent">old</blockquote>'],
  ])('loses the quotation that %s marks', async (_, quotation) => {
    const { visibleReply } = await import('../../../../functions/shared/channels/email/visible-reply.ts');

    expect(visibleReply(htmlOwnText(`<div>new</div>${quotation}`))).toBe('new');
    expect(htmlText(`<div>new</div>${quotation}`)).toContain('old');
  });

  it('keeps answers that stand between quotations', () => {
    const html =
      '<blockquote type="cite">one?</blockquote><p>yes</p><blockquote type="cite">two?</blockquote><p>no</p>';

    expect(htmlOwnText(html).split(/\s+/).filter(Boolean)).toEqual(['yes', 'no']);
  });

  it.each([
    ['elements without end', '<div>'.repeat(100_000)],
    ['tables in tables', '<table><tr><td>'.repeat(60_000)],
    ['lists in lists', '<ul><li>'.repeat(100_000)],
    ['open brackets', '<'.repeat(500_000)],
    ['open comments', '<!--'.repeat(100_000)],
    ['open scripts', '<script>'.repeat(60_000)],
    ['attributes', `<p ${'a '.repeat(200_000)}>`],
  ])('takes no time over %s', (_, html) => {
    const start = performance.now();
    htmlText(`${html}x`);

    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
