import { describe, expect, it } from 'vitest';
import { handOverText } from '../../../functions/escalate/hand-over.ts';
import { aReading, aSignal } from '../../fixtures/builders.ts';

describe('word of a hand-over', () => {
  it('is in the customer’s language, and in English where we do not speak theirs', () => {
    expect(handOverText(aReading({ language: 'zh' }), 'normal')).toMatch(/同事/);
    expect(handOverText(aReading({ language: 'en' }), 'normal')).toMatch(/colleague/);
    expect(handOverText(aReading({ language: 'other' }), 'normal')).toMatch(/colleague/);
  });

  it.each(['bereavement', 'illness'] as const)('is gentle and promises no haste in %s', (kind) => {
    const text = handOverText(aReading({ signals: [aSignal(kind)], sentiment: 'negative' }), 'urgent');

    expect(text).toMatch(/no hurry/);
    expect(text).not.toMatch(/sorry|as soon as/);
  });

  it('says sorry to an upset customer, and to nobody else', () => {
    expect(handOverText(aReading({ sentiment: 'negative' }), 'normal')).toMatch(/sorry/);
    expect(handOverText(aReading(), 'high')).toMatch(/sorry/);
    expect(handOverText(aReading(), 'normal')).not.toMatch(/sorry/);
  });

  it('promises opening hours only where nobody looks at night', () => {
    expect(handOverText(aReading(), 'normal')).toMatch(/opening hours\.$/);
    expect(handOverText(aReading(), 'urgent')).toMatch(/as soon as we can\.$/);
    expect(handOverText(aReading({ language: 'zh' }), 'normal')).toMatch(/工作时间/);
    expect(handOverText(aReading({ language: 'zh' }), 'urgent')).toMatch(/尽快/);
  });
});
