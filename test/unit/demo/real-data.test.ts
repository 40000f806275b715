import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadRealMessages } from '../../../demo/real-data.ts';
import { type StoryMessage, storyMessage } from '../../../demo/story.ts';

describe('real messages', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'real-data-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function put(set: string, file: 'train' | 'dev', rows: unknown[]) {
    mkdirSync(join(folder, set), { recursive: true });
    writeFileSync(join(folder, set, `${file}.jsonl`), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  }

  const helpdesk = (...turns: string[]) => ({
    id: 'x',
    turns: turns.map((turn) => ({ role: turn.startsWith('>') ? 'agent' : 'customer', text: turn })),
  });
  const jddc = (dialogue_id: string, turn: number, text: string) => ({ dialogue_id, turn, text, context: [] });
  const tweets = (airline: string, count: number) =>
    Array.from({ length: count }, (_, at) => ({ airline, text: `@${airline} tweet ${at}` }));
  const texts = (messages: StoryMessage[]) => messages.map(({ text }) => text);

  /** Enough for forty people of every source. */
  function putAll() {
    const numbers = Array.from({ length: 40 }, (_, at) => at);
    put(
      'helpdesk_dialogue_zh',
      'train',
      numbers.map((n) => helpdesk(`在吗 ${n}`, '> 在的', `还没到 ${n}`)),
    );
    put(
      'helpdesk_dialogue_en',
      'dev',
      numbers.map((n) => helpdesk(`hello ${n}`, '> hi', `still broken ${n}`)),
    );
    put(
      'jddc_satisfaction_zh',
      'train',
      numbers.flatMap((n) => [jddc(`d${n}`, 1, `一 ${n}`), jddc(`d${n}`, 2, `二 ${n}`)]),
    );
    put('airline_en', 'train', [...tweets('United', 100), ...tweets('Delta', 60)]);
  }

  it('are what customers said, never agents, and never nothing', () => {
    put('helpdesk_dialogue_en', 'train', [
      helpdesk('no signal', '> where are you?', '  ', 'at <phone>, home'),
      helpdesk('> hi'),
    ]);

    expect(texts(loadRealMessages(folder))).toEqual(['no signal', 'at <phone>, home']);
  });

  it('follow the number of the turn where the data set lists single turns', () => {
    put('jddc_satisfaction_zh', 'train', [jddc('a', 2, '还没发货'), jddc('b', 1, '发票'), jddc('a', 1, '你好')]);

    expect(texts(loadRealMessages(folder, { people: 1 }))).toEqual(['你好', '还没发货', '发票']);
  });

  it('come from train and dev, and skip a set that is not there', () => {
    put('airline_en', 'train', tweets('United', 1));
    put('airline_en', 'dev', tweets('Delta', 1));

    expect(texts(loadRealMessages(folder)).sort()).toEqual(['@Delta tweet 0', '@United tweet 0']);
  });

  it('stop at the limit, with the last dialogue told to its end', () => {
    putAll();

    const { length } = loadRealMessages(folder, { limit: 99, people: 20 });

    expect(length).toBeGreaterThanOrEqual(99);
    expect(length).toBeLessThan(99 + 4);
  });

  it('fit the story format, keep each person to one source, and rise in time within a person', () => {
    putAll();

    const messages = loadRealMessages(folder, { limit: 300, people: 40 });

    for (const message of messages) expect(() => storyMessage.parse(message)).not.toThrow();
    const people = Map.groupBy(messages, ({ person }) => person);
    expect(people.size).toBe(40);
    for (const [person, theirs] of people) {
      expect(new Set(theirs.map(({ story }) => story)).size, person).toBe(1);
      const minutes = theirs.map((message) => message.minutes);
      expect(minutes, person).toEqual([...new Set(minutes)].sort((a, b) => a - b));
    }
  });

  it('use every channel, and let about one person in ten write on two', () => {
    putAll();

    const messages = loadRealMessages(folder, { limit: 300, people: 40 });

    expect(new Set(messages.map(({ channel }) => channel))).toEqual(new Set(['web-chat', 'email', 'api']));
    const people = [...Map.groupBy(messages, ({ person }) => person).values()];
    expect(people.filter((theirs) => new Set(theirs.map(({ channel }) => channel)).size === 2)).toHaveLength(4);
  });

  it('are the same each time', () => {
    putAll();

    expect(loadRealMessages(folder)).toEqual(loadRealMessages(folder));
  });

  it('say where they were looked for when there are none', () => {
    expect(() => loadRealMessages(folder)).toThrow(/airline_en/);
  });

  it('name the file and line of a row that does not fit', () => {
    put('airline_en', 'dev', [{ text: 'no airline' }]);

    expect(() => loadRealMessages(folder)).toThrow(/dev\.jsonl:1/);
  });
});
