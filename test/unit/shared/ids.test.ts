import { describe, expect, it } from 'vitest';
import { BadCursor, readCursor, toCursor } from '../../../functions/shared/adapters/cursor.ts';
import { keys, part } from '../../../functions/shared/adapters/keys.ts';
import {
  conversationIdOf,
  customerIdOf,
  derivedId,
  messageIdOf,
  replyIdFor,
  ticketIdFor,
} from '../../../functions/shared/ids.ts';
import { mei } from '../../fixtures/builders.ts';

describe('an id', () => {
  it('follows from what it names, the same on every machine and in every version', () => {
    expect(messageIdOf(mei, 'p-1')).toBe('m_3e7ea8de077f6dc769068fdbfb');
    expect(customerIdOf(mei)).toBe('c_bd4168a0ea08af32a832960bc5');
    expect(conversationIdOf(mei)).toBe('v_bd4168a0ea08af32a832960bc5');
    expect(derivedId('m_1', 'message-received.v1')).toBe('e_fe4358abcf220ab485999150be');
  });

  it('cannot be made to look like another by moving a border', () => {
    expect(customerIdOf({ channel: 'a', account: 'b1', user: '2c' })).not.toBe(
      customerIdOf({ channel: 'a', account: 'b', user: '12c' }),
    );
    expect(customerIdOf({ channel: 'a', account: '1:b', user: 'c' })).not.toBe(
      customerIdOf({ channel: 'a', account: '', user: '1:b1:c' }),
    );
    expect(messageIdOf({ ...mei, user: 'x' }, 'p')).toBe(messageIdOf(mei, 'p'));
  });

  it('of a reply and a ticket differ for one message, and are one for answer and hand-over', () => {
    expect(replyIdFor('m_1')).not.toBe(ticketIdFor('m_1'));
    expect(replyIdFor('m_1')).toBe(replyIdFor('m_1'));
  });
});

describe('an id within a key', () => {
  it.each(['#', '/', '%', '%23', '👋', '__proto__', ' ', '\u0000', '\ud83d', '~', 'a#b', '../x'])(
    '%j reaches no other’s partition',
    (id) => {
      expect(part(id)).toMatch(/^[^#/\s]+$/);
      expect(keys.person(id).pk.split('#')).toHaveLength(2);
    },
  );

  it('is never longer than the table takes, and long ones stay apart', () => {
    const long = ['x'.repeat(600), `${'x'.repeat(599)}y`, '👋'.repeat(300)];

    for (const id of long)
      expect(Buffer.byteLength(keys.entry({ customerId: id, occurredAt: '2026', entryId: id }).sk)).toBeLessThan(1024);
    expect(new Set(long.map(part)).size).toBe(3);
  });

  it('does not run into its neighbour', () => {
    expect(keys.chat('a#b', 'c').pk).not.toBe(keys.chat('a', 'b#c').pk);
  });
});

describe('a page token', () => {
  it('gives back the key it was made of', () => {
    const { sk } = keys.entry({ customerId: 'c', occurredAt: '2026-11-18T03:00:00.000Z', entryId: '林#/👋~!*()' });

    expect(readCursor(toCursor(sk))).toBe(sk);
  });

  it.each([
    '',
    '%%%',
    '💥',
    toCursor(''),
    toCursor('a b'),
    toCursor('{"a":1}'),
    toCursor('x'.repeat(1001)),
    toCursor('\u0000'),
    toCursor('你'),
  ])('%j is nobody’s', (cursor) => {
    expect(() => readCursor(cursor)).toThrow(BadCursor);
  });

  it('of another list is the caller’s mistake', () => {
    expect(() => readCursor(toCursor('PERSON'), 'AT#')).toThrow(BadCursor);
  });
});
