import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readJsonLines } from '../../../demo/jsonl.ts';
import { loadStories, type StoryMessage, storyMessage } from '../../../demo/story.ts';
import type { FaqEntry } from '../../../models/judgement.ts';

const demo = fileURLToPath(new URL('../../../demo/', import.meta.url));

const faqEntry: z.ZodType<FaqEntry> = z.strictObject({
  id: z.string().regex(/^(zh|en)-[a-z-]+$/),
  lang: z.enum(['zh', 'en']),
  question: z.string().min(1),
  variants: z.array(z.string().min(1)),
  answer: z.string().min(20),
  topic: z.string().min(1),
});

/** Good enough for counting: a Chinese character makes it Chinese, else two Latin letters make it English. */
function languageOf({ text }: StoryMessage): 'zh' | 'en' | 'other' {
  if (/\p{Script=Han}/u.test(text)) return 'zh';
  return /[a-z]{2}/i.test(text) ? 'en' : 'other';
}

const key = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]/gu, '');

describe('the demo stories', () => {
  const messages = loadStories(join(demo, 'stories'));
  const people = Map.groupBy(messages, ({ person }) => person);

  it('are about 400 messages of about 60 people over three days', () => {
    expect(messages.length).toBeGreaterThanOrEqual(380);
    expect(messages.length).toBeLessThanOrEqual(450);
    expect(people.size).toBeGreaterThanOrEqual(55);
    expect(people.size).toBeLessThanOrEqual(70);
    expect(messages.at(-1)?.minutes).toBeGreaterThan(3600);
    expect(messages.at(-1)?.minutes).toBeLessThanOrEqual(4300);
  });

  it('speak Chinese and English about equally', () => {
    for (const lang of ['zh', 'en']) {
      expect(messages.filter((message) => languageOf(message) === lang).length / messages.length, lang).toBeGreaterThan(
        0.4,
      );
    }
  });

  it('come in the order they were written, and nobody writes two messages in one minute', () => {
    expect(messages).toEqual([...messages].sort((a, b) => a.minutes - b.minutes));
    for (const [person, theirs] of people) {
      expect(new Set(theirs.map(({ minutes }) => minutes)).size, person).toBe(theirs.length);
    }
  });

  it('follow at least two people from one channel to another', () => {
    const switching = [...people.values()].filter((theirs) => new Set(theirs.map(({ channel }) => channel)).size > 1);

    expect(switching.length).toBeGreaterThanOrEqual(2);
  });

  it('give each handle to one person, each person one name and one story', () => {
    const handles = Map.groupBy(messages, ({ channel, user }) => `${channel} ${user}`);
    for (const [handle, theirs] of handles) expect(new Set(theirs.map(({ person }) => person)).size, handle).toBe(1);
    for (const [person, theirs] of people) {
      expect(new Set(theirs.map(({ name, story }) => `${name} ${story}`)).size, person).toBe(1);
    }
  });

  it('use invented handles only, and give a subject to mail alone', () => {
    const shapes = { 'web-chat': /^v-(zh|en)-\d{3}$/, email: /^[\w.]+@(mail|qq)\.example$/, api: /^app-(zh|en)-\d+$/ };
    for (const message of messages) {
      expect(message.user).toMatch(shapes[message.channel]);
      expect(message.subject !== undefined, message.text).toBe(message.channel === 'email');
    }
  });

  it('are each in the file of their name', () => {
    for (const name of readdirSync(join(demo, 'stories'))) {
      const told = readJsonLines(join(demo, 'stories', name), storyMessage).map(({ story }) => `${story}.jsonl`);
      expect([...new Set(told)]).toEqual([name]);
    }
  });

  it('are counted, file by file, in the README', () => {
    // However the table's columns are padded.
    const readme = readFileSync(join(demo, 'README.md'), 'utf8').replace(/ +/g, ' ');
    for (const [story, theirs] of Map.groupBy(messages, (message) => message.story)) {
      const persons = new Set(theirs.map(({ person }) => person)).size;
      expect(readme).toContain(`| \`${story}\` | ${persons} | ${theirs.length} |`);
    }
  });
});

describe('loading stories', () => {
  const line = (minutes: number, text: string) =>
    JSON.stringify({
      story: 's',
      person: 'p',
      name: 'P',
      channel: 'api',
      account: 'lumi',
      user: 'app-1',
      minutes,
      text,
    });
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'stories-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('puts the messages of all files in order of time', () => {
    writeFileSync(join(folder, 'a.jsonl'), `${line(1, 'first')}\n${line(30, 'third')}\n`);
    writeFileSync(join(folder, 'b.jsonl'), `${line(2, 'second')}\n`);

    expect(loadStories(folder).map(({ text }) => text)).toEqual(['first', 'second', 'third']);
  });

  it('names the file and the line of a message that does not fit', () => {
    writeFileSync(join(folder, 'a.jsonl'), `${line(1, 'fine')}\n\n${line(-5, 'before the start')}\n`);

    expect(() => loadStories(folder)).toThrow(/a\.jsonl:3: .*minutes/s);
  });

  it('names the file and the line of what is not JSON', () => {
    writeFileSync(join(folder, 'a.jsonl'), `${line(1, 'fine')}\n{oops\n`);

    expect(() => loadStories(folder)).toThrow(/a\.jsonl:2: not JSON/);
  });
});

describe('the demo knowledge', () => {
  const entries = readJsonLines(join(demo, 'knowledge', 'lumi.jsonl'), faqEntry);

  it('gives every entry its own id, which begins with its language', () => {
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    for (const { id, lang } of entries) expect(id.startsWith(`${lang}-`), id).toBe(true);
  });

  it('answers the same questions in Chinese and English', () => {
    const topicsIn = (wanted: string) =>
      entries.filter(({ lang }) => lang === wanted).map(({ id, topic }) => `${id.slice(3)} ${topic}`);

    expect(topicsIn('zh').length).toBeGreaterThanOrEqual(45);
    expect(topicsIn('en')).toEqual(topicsIn('zh'));
  });

  it('knows every question in at least fifteen other phrasings', () => {
    for (const { id, variants } of entries) expect(variants.length, id).toBeGreaterThanOrEqual(15);
  });

  it('never lists one phrasing twice in a language, whatever its punctuation', () => {
    for (const lang of ['zh', 'en']) {
      const phrasings = entries
        .filter((entry) => entry.lang === lang)
        .flatMap((e) => [e.question, ...e.variants].map(key));
      expect(phrasings.filter((phrasing, at) => phrasings.indexOf(phrasing) !== at)).toEqual([]);
    }
  });

  it('is not what the stories ask word for word', () => {
    const known = new Set(entries.flatMap(({ question, variants }) => [question, ...variants].map(key)));
    const copied = loadStories(join(demo, 'stories')).filter(({ text }) => known.has(key(text)));

    expect(copied).toEqual([]);
  });
});
