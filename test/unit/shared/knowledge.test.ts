import { describe, expect, it } from 'vitest';
import { memoryBodies } from '../../../functions/shared/adapters/memory-stores.ts';
import {
  knowledgePointer,
  knowledgeVersion,
  parseKnowledge,
  s3Knowledge,
} from '../../../functions/shared/adapters/s3-knowledge.ts';
import { aClock, aFaqEntry } from '../../fixtures/builders.ts';

const lines = (...entries: object[]) => entries.map((each) => JSON.stringify(each)).join('\n');

describe('knowledge as JSON lines', () => {
  it('may have empty lines', () => {
    expect(parseKnowledge(`\n${lines(aFaqEntry())}\n\n`)).toEqual([aFaqEntry()]);
    expect(parseKnowledge('')).toEqual([]);
  });

  it.each([
    ['a line that is no JSON', `${lines(aFaqEntry())}\n{`, 'line 2: not JSON'],
    ['an entry without an answer', lines({ ...aFaqEntry(), answer: '' }), 'line 1: answer: '],
    ['an entry in a language we cannot judge', lines({ ...aFaqEntry(), lang: 'fr' }), 'line 1: lang: '],
    ['a misspelt field', lines({ ...aFaqEntry(), anwser: 'x' }), 'line 1: entry: '],
    ['two entries of one id', lines(aFaqEntry(), aFaqEntry()), 'id: two entries are called en-where'],
  ])('names %s', (_what, text, expected) => {
    expect(() => parseKnowledge(text)).toThrow(expected);
  });
});

describe('the knowledge base', () => {
  async function aBase() {
    const bodies = memoryBodies();
    const now = aClock();
    const put = async (version: string, ...entries: object[]) => {
      await bodies.put(knowledgeVersion('lumi', version), lines(...entries), 'application/jsonl');
      await bodies.put(knowledgePointer('lumi'), JSON.stringify({ version }), 'application/json');
    };
    return { bodies, now, put, base: s3Knowledge(bodies, async () => 'lumi', now) };
  }

  it('is empty while nothing has been imported, and finds nothing', async () => {
    const { base } = await aBase();
    const { version, entries, match } = await base.current();

    expect([version, entries.size, match('Where is my parcel?')]).toEqual(['none', 0, []]);
  });

  it('finds an entry by its question', async () => {
    const { base, put } = await aBase();
    await put('v1', aFaqEntry(), aFaqEntry({ id: 'en-return', question: 'How do I return a lamp?' }));

    const { match } = await base.current();

    expect(match('where is my parcel')[0]?.entryId).toBe('en-where');
  });

  it('changes within twenty seconds of an import, and loads nothing that has not changed', async () => {
    const { base, put, now } = await aBase();
    await put('v1', aFaqEntry());
    const first = await base.current();
    now.pass(20_000);
    expect(await base.current()).toBe(first);

    await put('v2', aFaqEntry({ id: 'en-new' }));
    expect((await base.current()).version).toBe('v1');
    now.pass(20_000);
    expect([...(await base.current()).entries.keys()]).toEqual(['en-new']);
  });

  it('goes on with the version it has when the next one is broken', async () => {
    const { base, put, now } = await aBase();
    await put('v1', aFaqEntry());
    await base.current();
    await put('v2', { ...aFaqEntry(), lang: 'fr' });
    now.pass(20_000);

    expect((await base.current()).version).toBe('v1');
  });
});
