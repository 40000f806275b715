import { describe, expect, it } from 'vitest';
import { cleanText, cutText, maxInlineCharacters } from '../../../functions/shared/clean-text.ts';

describe('clean text', () => {
  it.each([
    ['what people write', '你好 👋 héllo\tworld\nbye'],
    ['marks of direction and joiners, which are for others to judge', '\u202e\u200b\u200d\ufe0f'],
    ['the last characters that SQS takes', '\ufffd\ue000\ud7ff\u{10ffff}\u007f\u0080'],
  ])('leaves %s as it was', (_what, text) => {
    expect(cleanText(text)).toBe(text);
  });

  it.each([
    ['U+FFFE', 'a\ufffeb'],
    ['U+FFFF', 'a\uffffb'],
    ['a lone high surrogate', 'a\ud83db'],
    ['a lone low surrogate', 'a\udc4bb'],
    ['NUL', 'a\u0000b'],
    ['an escape', 'a\u001bb'],
    ['a vertical tab', 'a\u000bb'],
    ['a form feed', 'a\u000cb'],
  ])('shows %s as one replacement character', (_what, text) => {
    expect(cleanText(text)).toBe('a\ufffdb');
  });

  it('has one kind of line end', () => {
    expect(cleanText('a\r\nb\rc\nd\r\r\ne')).toBe('a\nb\nc\nd\n\ne');
  });

  it('replaces each of all C0 controls but tab and line feed', () => {
    const controls = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join('');

    expect(cleanText(controls)).toBe(`${'\ufffd'.repeat(9)}\t\n${'\ufffd'.repeat(2)}\n${'\ufffd'.repeat(18)}`);
  });
});

describe('a cut', () => {
  it('leaves what fits', () => {
    expect(cutText('x'.repeat(maxInlineCharacters))).toHaveLength(maxInlineCharacters);
    expect(cutText('x'.repeat(maxInlineCharacters + 1))).toHaveLength(maxInlineCharacters);
    expect(cutText('', 5)).toBe('');
  });

  it.each([
    ['an emoji', 'abc👋def', 4, 'abc'],
    ['a family', 'ab👩‍👩‍👧‍👦cd', 6, 'ab'],
    ['a flag', 'ab🇨🇳cd', 4, 'ab'],
    ['a skin tone', 'ab👍🏽cd', 4, 'ab'],
    ['an accent', 'abe\u0301cd', 3, 'ab'],
    ['a Hangul syllable in parts', 'ab\u1112\u1161\u11abcd', 4, 'ab'],
    ['a line end of two', 'ab\r\ncd', 3, 'ab'],
  ])('does not go through %s', (_what, text, limit, expected) => {
    expect(cutText(text, limit)).toBe(expected);
  });

  it('through a character longer than the limit takes a part of it rather than nothing', () => {
    const zalgo = `e${'\u0301'.repeat(500)}`;

    expect(cutText(zalgo, 100)).toHaveLength(100);
    expect(cutText('👋👋', 1).isWellFormed()).toBe(true);
  });

  it('costs the same for a long text as for a short one', () => {
    const started = performance.now();
    for (let index = 0; index < 100; index++) cutText('长'.repeat(1_000_000), 8000);

    expect(performance.now() - started).toBeLessThan(1000);
  });
});
