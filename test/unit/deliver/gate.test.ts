import { describe, expect, it } from 'vitest';
import { gate } from '../../../functions/deliver/gate.ts';
import { aConversation } from '../../fixtures/builders.ts';

const held = aConversation({ mode: 'human' });

describe('the gate', () => {
  it('lets the bot through while no person has the conversation', () => {
    expect(gate({ by: 'bot', purpose: 'answer' }, undefined)).toEqual({ kind: 'through' });
    expect(gate({ by: 'bot', purpose: 'answer' }, aConversation())).toEqual({ kind: 'through' });
  });

  it('stops the bot, and the system’s answers, once a person has it', () => {
    for (const by of ['bot', 'system'] as const) {
      expect(gate({ by, purpose: 'answer' }, held)).toEqual({
        kind: 'blocked',
        because: 'a person has the conversation',
      });
    }
  });

  it('lets word of a hand-over and a person’s own words through', () => {
    expect(gate({ by: 'system', purpose: 'hand-over' }, held)).toEqual({ kind: 'through' });
    expect(gate({ by: 'agent', purpose: 'agent-reply' }, held)).toEqual({ kind: 'through' });
  });
});
