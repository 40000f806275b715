import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { readJsonLines } from './jsonl.ts';
import type { StoryMessage } from './story.ts';

/** What a customer said in one dialogue, in order. */
type Dialogue = string[];
type Source = { folder: string; lang: 'zh' | 'en'; read(files: string[]): Dialogue[] };
/** A source and its dialogues that nobody has got yet. */
type Shelf = { source: Source; left: Dialogue[] };
type Customer = { number: number; shelf: Shelf; seat: number; dialogues: Dialogue[] };

const sources: Source[] = [
  { folder: 'helpdesk_dialogue_zh', lang: 'zh', read: readHelpdesk },
  { folder: 'helpdesk_dialogue_en', lang: 'en', read: readHelpdesk },
  { folder: 'jddc_satisfaction_zh', lang: 'zh', read: readJddc },
  { folder: 'airline_en', lang: 'en', read: readAirline },
];

const channels = ['web-chat', 'email', 'api'] as const;
const userOn = {
  'web-chat': (id: string) => `v-${id}`,
  email: (id: string) => `${id}@mail.example`,
  api: (id: string) => `app-${id}`,
};
/** One person in so many writes the second half on another channel. */
const personsPerSwitch = 10;
const minutesBetweenMessages = 2;
const minutesBetweenDialogues = 240;
/** People begin one after the other over two days, so that their messages interleave. */
const beginWithinMinutes = 2880;
/** Tweets stand alone in the data; so many of one airline's make a dialogue. */
const tweetsPerDialogue = 4;

/**
 * Real customers' words from the public data sets in `dataDir` (a folder per set, with `train.jsonl` and `dev.jsonl`),
 * as the messages of up to `people` invented persons. Dialogues are taken whole until there are `limit` messages or
 * none are left; the same folder always gives the same messages. A set that is missing is left out.
 */
export function loadRealMessages(dataDir: string, { limit = 2000, people = 300 } = {}): StoryMessage[] {
  const shelves = sources
    .map((source) => ({ source, left: source.read(filesOf(join(dataDir, source.folder))) }))
    .filter(({ left }) => left.length > 0);
  if (shelves.length === 0) {
    const wanted = sources.map(({ folder }) => folder).join(', ');
    throw new Error(`${dataDir}: no customer messages; looked for train.jsonl and dev.jsonl in ${wanted}`);
  }
  const customers = seatPeople(shelves, people);
  deal(customers, limit);
  return customers
    .flatMap((customer) => tell(customer, Math.floor((customer.number * beginWithinMinutes) / people)))
    .sort((a, b) => a.minutes - b.minutes);
}

/** Each person belongs to one source; neighbours belong to different ones. */
function seatPeople(shelves: Shelf[], people: number): Customer[] {
  return shelves
    .flatMap((shelf, place) =>
      Array.from({ length: Math.ceil((people - place) / shelves.length) }, (_, row) => ({
        number: row * shelves.length + place,
        shelf,
        seat: row,
        dialogues: [],
      })),
    )
    .sort((a, b) => a.number - b.number);
}

/** Hands out dialogues, the next one always to whoever has said least. */
function deal(customers: Customer[], limit: number) {
  const said = new Map(customers.map((customer) => [customer, 0]));
  for (let total = 0; total < limit; ) {
    const [quietest] = [...said].reduce(least, [undefined, Number.POSITIVE_INFINITY]);
    if (!quietest) return;
    const dialogue = quietest.shelf.left.shift();
    if (!dialogue) {
      said.delete(quietest);
      continue;
    }
    quietest.dialogues.push(dialogue);
    said.set(quietest, (said.get(quietest) ?? 0) + dialogue.length);
    total += dialogue.length;
  }
}

type Said = [Customer | undefined, number];
const least = (a: Said, b: Said): Said => (b[1] < a[1] ? b : a);

function tell({ number, shelf: { source }, seat, dialogues }: Customer, begin: number): StoryMessage[] {
  const digits = String(number + 1).padStart(3, '0');
  const first = channels[seat % channels.length] ?? 'web-chat';
  const second = channels[(seat + 1) % channels.length] ?? 'email';
  const switches = seat % personsPerSwitch === personsPerSwitch - 1;
  const half = Math.ceil(dialogues.flat().length / 2);
  const turns = dialogues.flatMap((dialogue, index) => dialogue.map((text) => ({ text, pauses: index })));
  return turns.map(({ text, pauses }, index) => {
    const channel = switches && index >= half ? second : first;
    return {
      story: source.folder,
      person: `p-real-${digits}`,
      name: source.lang === 'zh' ? `顾客 ${digits}` : `Customer ${digits}`,
      channel,
      account: 'lumi',
      user: userOn[channel](`real-${digits}`),
      minutes: begin + index * minutesBetweenMessages + pauses * minutesBetweenDialogues,
      text,
    };
  });
}

function filesOf(folder: string): string[] {
  return ['train.jsonl', 'dev.jsonl'].map((name) => join(folder, name)).filter((file) => existsSync(file));
}

function readHelpdesk(files: string[]): Dialogue[] {
  const row = z.object({ turns: z.array(z.object({ role: z.enum(['customer', 'agent']), text: z.string() })) });
  return files
    .flatMap((file) => readJsonLines(file, row))
    .map(({ turns }) => spoken(turns.filter(({ role }) => role === 'customer').map(({ text }) => text)))
    .filter((dialogue) => dialogue.length > 0);
}

/** A row is one customer turn. Its `context` repeats other turns, out of order, so the turn's number decides. */
function readJddc(files: string[]): Dialogue[] {
  const row = z.object({ dialogue_id: z.string(), turn: z.number(), text: z.string() });
  const dialogues = Map.groupBy(
    files.flatMap((file) => readJsonLines(file, row)),
    ({ dialogue_id }) => dialogue_id,
  );
  return [...dialogues.values()]
    .map((rows) => spoken(rows.sort((a, b) => a.turn - b.turn).map(({ text }) => text)))
    .filter((dialogue) => dialogue.length > 0);
}

function readAirline(files: string[]): Dialogue[] {
  const row = z.object({ airline: z.string(), text: z.string() });
  const tweets = Map.groupBy(
    files.flatMap((file) => readJsonLines(file, row)),
    ({ airline }) => airline,
  );
  return [...tweets.values()]
    .flatMap((rows) =>
      chunks(spoken(rows.map(({ text }) => text)), tweetsPerDialogue).map((chunk, at) => ({ chunk, at })),
    )
    .sort((a, b) => a.at - b.at) // the airlines take turns
    .map(({ chunk }) => chunk);
}

const spoken = (texts: string[]) => texts.map((text) => text.trim()).filter((text) => text !== '');

const chunks = <Item>(items: Item[], size: number) =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
