import { compile, type FormatCallback, type HtmlToTextOptions } from 'html-to-text';
import { isTooDeep, withoutTags } from './html-tags.ts';

const maxHtml = 512 * 1024;
const maxDepth = 200;

/** Stands where a mail program begins its quotation; `visibleReply` cuts there. */
const quoteBelow = '-----Original Message-----';

const neverText = [
  'head',
  'script',
  'style',
  'title',
  'template',
  'noscript',
  'iframe',
  'object',
  'svg',
  'select',
  'img',
];
const hidden = [
  '[hidden]',
  ...['display:none', 'display: none', 'visibility:hidden', 'visibility: hidden', 'mso-hide:all', 'mso-hide: all'].map(
    style,
  ),
  ...['font-size:0;', 'font-size: 0;', 'font-size:0px', 'font-size: 0px', 'opacity:0;', 'opacity: 0;'].map(style),
];

/** Elements that hold the quotation, whole. */
const quotes = [
  'blockquote[type="cite"]',
  'blockquote[cite]',
  'blockquote.gmail_quote',
  'includetail', // QQ Mail
  'div.yahoo_quoted',
  'div.protonmail_quote',
  'blockquote.protonmail_quote',
  'blockquote.tutanota_quote',
  'div.zmail_extra', // Zoho
  'div.ntes-mailmaster-quote', // NetEase
  'blockquote#isReplyContent', // 163, 126
  'div#isForwardContent',
  'div.alimail-quote',
  'blockquote#ntes-flashmail-quote',
  'blockquote#quote_content', // Sina
  'div[name="messageReplySection"]', // Spark
  'div#mail-editor-reference-message-container', // Outlook for iOS and Android
  'div.ms-outlook-mobile-reference-message',
  'div.moz-cite-prefix', // Thunderbird: the line above its blockquote
  'div.moz-forward-container',
  'p#reply-intro', // Roundcube
  'div#ms-outlook-mobile-signature',
];

/** Elements after which all is quotation: Outlook does not wrap it. */
const quoteStarts = ['div[id$="divRplyFwdMsg"]', 'div[id$="appendonsend"]', 'div#reply-forward-header'];

const base: HtmlToTextOptions = {
  wordwrap: false,
  limits: { maxInputLength: maxHtml, maxDepth, maxChildNodes: 20_000 },
  baseElements: { selectors: [] },
  selectors: [
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'a', options: { ignoreHref: true } }, // a link's text is the customer's, its target may be a script
    { selector: 'p.MsoNormal', format: 'block' }, // Outlook's lines, not paragraphs
    { selector: 'hr', options: { length: 30 } },
    ...[...neverText, ...hidden].map(skip),
  ],
};

const wholeText = compile(base);
const ownText = compile({
  ...base,
  formatters: { gmailAttribution },
  selectors: [
    ...(base.selectors ?? []),
    ...quotes.map(skip),
    ...quoteStarts.map((selector) => ({ selector, format: 'blockString', options: { string: quoteBelow } })),
    { selector: 'div.gmail_attr', format: 'gmailAttribution' },
  ],
});

/** HTML as text, without what is hidden or is no text. */
export function htmlText(html: string): string {
  return safely(wholeText, html);
}

/** The same without the quotations that mail programs mark in their HTML. */
export function htmlOwnText(html: string): string {
  return safely(ownText, html);
}

/** "On … wrote:" stands above a blockquote of its own; the dashes of a forward stand above plain text. */
function gmailAttribution(...[element, , builder]: Parameters<FormatCallback>): void {
  if (!firstText(element.children).startsWith('---')) return;
  builder.openBlock({ leadingLineBreaks: 2 });
  builder.addLiteral(quoteBelow);
  builder.closeBlock({ trailingLineBreaks: 2 });
}

function firstText(nodes: Parameters<FormatCallback>[0]['children'], depth = 0): string {
  for (const node of (nodes ?? []).slice(0, 20)) {
    const text = (
      node.type === 'text' ? (node.data ?? '') : depth < 5 ? firstText(node.children, depth + 1) : ''
    ).trim();
    if (text) return text;
  }
  return '';
}

function safely(convert: (html: string) => string, html: string): string {
  const bounded = html.slice(0, maxHtml);
  try {
    return isTooDeep(bounded) ? withoutTags(bounded) : convert(bounded);
  } catch {
    return withoutTags(bounded);
  }
}

function style(declaration: string): string {
  return `[style*="${declaration}"i]`;
}

function skip(selector: string): { selector: string; format: string } {
  return { selector, format: 'skip' };
}
