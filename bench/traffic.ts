import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PostedMessage } from '../cli/post-message.ts';
import { parseKnowledge } from '../functions/shared/adapters/s3-knowledge.ts';

const knowledge = parseKnowledge(
  readFileSync(join(import.meta.dirname, '..', 'demo', 'knowledge', 'lumi.jsonl'), 'utf8'),
);

const plain = [
  '好的，收到了，辛苦你们',
  'ok thanks, the parcel is here now',
  '我今天在家，快递可以送过来',
  'I put the box next to the door this morning',
  '颜色跟图片上差不多',
  'my sister has the same one at home',
];
const threats = ['再不处理我就去12315投诉你们', 'My lawyer will write to you tomorrow, this is fraud'];

const pick = <Item>(items: readonly Item[], index: number): Item => items[index % items.length] as Item;

/** Shares of the bill's yardstick: 40 % known questions, 5 % that need a person, the rest that ask nothing. */
const kindOf = (index: number): 'known' | 'threat' | 'plain' => {
  const place = index % 20;
  return place === 7 ? 'threat' : place % 5 < 2 ? 'known' : 'plain';
};

/** Question in the words of the knowledge base: what is measured here is the pipeline, not the matcher. */
export const knownQuestion = (index: number) => pick(knowledge, index).question;

/** The yardstick's message number `index`: people write ten each, and those in trouble write from handles of their own. */
export function yardstickMessage(index: number, run: string): PostedMessage {
  const kind = kindOf(index);
  const text = kind === 'known' ? knownQuestion(index) : kind === 'threat' ? pick(threats, index) : pick(plain, index);
  const user = kind === 'threat' ? `threat-${run}-${index}` : `u-${run}-${Math.floor(index / 10)}`;
  return { channel: 'api', account: 'lumi', user, messageId: randomUUID(), text, sentAt: new Date().toISOString() };
}
