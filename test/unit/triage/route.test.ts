import { describe, expect, it } from 'vitest';
import { priorityOf, route } from '../../../functions/triage/route.ts';
import { signalKinds } from '../../../models/judgement.ts';
import { aMessage, aReading, aSignal } from '../../fixtures/builders.ts';

const calm = { score: 0, reasons: [] };
const decide = (change: Partial<Parameters<typeof route>[0]> = {}) =>
  route({
    message: aMessage(),
    reading: aReading(),
    risk: calm,
    mode: 'bot',
    hasTicket: false,
    escalateAt: 60,
    ...change,
  });

const file = { name: 'lamp.jpg', contentType: 'image/jpeg', bytes: 1000 };

describe('a route', () => {
  it('goes to the bot when nothing is at stake', () => {
    expect(decide()).toEqual({ to: 'answer', because: 'nothing at stake' });
  });

  it.each(['auto-reply', 'bounce', 'list', 'loop'] as const)(
    'goes nowhere for a %s, however upset it sounds',
    (kind) => {
      const message = aMessage({ kind, mayAnswer: false, mayNotAnswerBecause: 'written by a machine' });

      expect(
        decide({ message, reading: aReading({ signals: [aSignal('legal')] }), risk: { score: 100, reasons: [] } }),
      ).toEqual({
        to: 'none',
        because: 'written by a machine',
      });
    },
  );

  it('goes nowhere, and says so, when no answer may be given and nobody said why', () => {
    expect(decide({ message: aMessage({ mayAnswer: false }) })).toEqual({
      to: 'none',
      because: 'no automatic answer is allowed',
    });
  });

  it('goes to a person when the models failed', () => {
    expect(decide({ reading: aReading({ state: 'failed' }) })).toEqual({
      to: 'escalate',
      because: 'could not be read',
    });
  });

  it('goes to a person when the customer asks for one, at any risk', () => {
    expect(decide({ reading: aReading({ signals: [aSignal('wants-human', 0.6)] }) }).because).toBe('wants a person');
  });

  it.each(['bereavement', 'illness'] as const)('spares a customer in %s any bot talk', (kind) => {
    expect(decide({ reading: aReading({ signals: [aSignal(kind)] }) })).toEqual({
      to: 'escalate',
      because: 'a life event: no bot talk',
    });
  });

  it.each(['safety', 'fraud', 'legal', 'media'] as const)('goes to a person when %s is at stake', (kind) => {
    expect(decide({ reading: aReading({ signals: [aSignal(kind)] }) }).because).toBe('a right or safety is at stake');
  });

  it.each(['wants-human', 'bereavement', 'legal'] as const)(
    'stays with the bot when %s is only touched upon',
    (kind) => {
      expect(decide({ reading: aReading({ signals: [aSignal(kind, 0.59)] }) }).to).toBe('answer');
    },
  );

  it('goes to a person from the brand’s risk on, and not a point before', () => {
    expect(decide({ risk: { score: 59, reasons: [] } }).to).toBe('answer');
    expect(decide({ risk: { score: 60, reasons: [] } })).toEqual({ to: 'escalate', because: 'risk 60 of 100' });
  });

  it('leaves a conversation that a person has to that person, unless something new is at stake', () => {
    const held = { mode: 'human', hasTicket: true } as const;

    expect(decide(held)).toEqual({ to: 'none', because: 'a person has the conversation' });
    expect(decide({ ...held, reading: aReading({ signals: [aSignal('legal')] }) }).to).toBe('escalate');
  });

  it('brings in a person again when a colleague has written and no ticket is open', () => {
    expect(decide({ mode: 'human' })).toEqual({
      to: 'escalate',
      because: 'writes to a colleague, and no ticket is open',
    });
  });

  it('shows a file without words to a person', () => {
    expect(decide({ message: aMessage({ text: ' ', attachments: [file] }) })).toEqual({
      to: 'escalate',
      because: 'only a file: a person must look',
    });
  });

  it('goes nowhere when nothing was said', () => {
    expect(decide({ message: aMessage({ text: ' \n\u3000' }) })).toEqual({ to: 'none', because: 'nothing was said' });
  });
});

describe('priority', () => {
  it.each(signalKinds)('of a plain %s is urgent for rights and safety, high for the rest', (kind) => {
    const urgent = ['safety', 'fraud', 'legal', 'media'].includes(kind);

    expect(priorityOf(aReading({ signals: [aSignal(kind)] }), calm)).toBe(urgent ? 'urgent' : 'high');
  });

  it('is urgent from a risk of 85 on', () => {
    expect(priorityOf(aReading(), { score: 84, reasons: [] })).toBe('high');
    expect(priorityOf(aReading(), { score: 85, reasons: [] })).toBe('urgent');
  });
});
