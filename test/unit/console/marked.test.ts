import { describe, expect, it } from 'vitest';
import { markedPieces } from '../../../console/src/marked.ts';

describe('marked pieces', () => {
  it('marks the words that show a signal where they stand', () => {
    expect(markedPieces('插座冒烟了，我要投诉', ['投诉', '冒烟'])).toEqual([
      { text: '插座', isMarked: false },
      { text: '冒烟', isMarked: true },
      { text: '了，我要', isMarked: false },
      { text: '投诉', isMarked: true },
    ]);
  });

  it('gives the text back whole, whatever the words', () => {
    for (const words of [[], ['absent'], ['a', 'ab', 'bc'], ['']]) {
      const pieces = markedPieces('abcabc', words);
      expect(pieces.map((piece) => piece.text).join('')).toBe('abcabc');
    }
  });
});
