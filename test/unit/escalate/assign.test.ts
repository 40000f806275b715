import { describe, expect, it } from 'vitest';
import { assign } from '../../../functions/escalate/assign.ts';
import { aConfig, aReading, aSignal } from '../../fixtures/builders.ts';

const { teams } = aConfig();
const owner = (...signals: Parameters<typeof aSignal>[]) =>
  assign(teams, aReading({ signals: signals.map((each) => aSignal(...each)) })).name;

describe('a ticket', () => {
  it('goes to the team that handles its signal', () => {
    expect(owner(['legal'])).toBe('rights');
    expect(owner(['bereavement'])).toBe('hearts');
  });

  it('goes by the weightiest signal, not the first', () => {
    expect(owner(['legal', 0.6], ['bereavement', 0.9])).toBe('hearts');
  });

  it('goes by the next signal when nobody handles the weightiest', () => {
    expect(owner(['media', 1], ['illness', 0.6])).toBe('hearts');
  });

  it('goes to the team for everything when nobody handles its signals', () => {
    expect(owner(['media'])).toBe('care');
    expect(owner()).toBe('care');
  });

  it('goes to the first team when there is none for everything', () => {
    expect(assign(teams.slice(0, 2), aReading()).name).toBe('rights');
  });

  it('does not disturb the order of the reading it was given', () => {
    const reading = aReading({ signals: [aSignal('legal', 0.1), aSignal('media', 1)] });

    assign(teams, reading);

    expect(reading.signals.map(({ kind }) => kind)).toEqual(['legal', 'media']);
  });
});
