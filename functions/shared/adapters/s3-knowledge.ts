import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { FaqEntry } from '../../../models/judgement.ts';
import { buildMatcher } from '../../../models/match/predict.ts';
import type { Bodies } from '../ports/bodies.ts';
import type { Clock } from '../ports/clock.ts';
import type { Knowledge, KnowledgeBase } from '../ports/knowledge.ts';
import { remembered } from './remembered.ts';

export const faqEntry = z.strictObject({
  id: z.string().min(1).max(128),
  lang: z.enum(['zh', 'en']),
  question: z.string().min(1).max(1000),
  variants: z.array(z.string().min(1).max(1000)).max(500),
  answer: z.string().min(1).max(4000),
  topic: z.string().max(64).exactOptional(),
});

/** The file that says which version of the knowledge base holds; the versions lie beside it and are never changed. */
export const knowledgePointer = (brand: string) => `knowledge/${brand}/current.json`;
export const knowledgeVersion = (brand: string, version: string) => `knowledge/${brand}/${version}.jsonl`;

const pointer = z.object({ version: z.string().regex(/^[\w.-]{1,64}$/) });

/** Entries from JSON lines; an error names the line and what is wrong with it. */
export function parseKnowledge(lines: string): FaqEntry[] {
  const entries = lines.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const where = `line ${index + 1}`;
    let raw: unknown;
    try {
      raw = JSON.parse(line);
    } catch {
      throw new Error(`${where}: not JSON`);
    }
    const parsed = faqEntry.safeParse(raw);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new Error(`${where}: ${issue?.path.join('.') || 'entry'}: ${issue?.message}`);
    }
    return [parsed.data];
  });
  const seen = new Set<string>();
  for (const { id } of entries) {
    if (seen.has(id)) throw new Error(`id: two entries are called ${id}`);
    seen.add(id);
  }
  return entries;
}

/**
 * Puts a new version in place: the file first, under a name made of its content, then the pointer to it, so that no
 * reader meets a half-written knowledge base. An empty one is refused.
 */
export async function publishKnowledge(lines: string, bodies: Bodies, brand: string) {
  const entries = parseKnowledge(lines);
  if (entries.length === 0) throw new Error('holds no entries');
  const content = entries.map((each) => JSON.stringify(each)).join('\n');
  const version = createHash('sha256').update(content).digest('hex').slice(0, 16);
  await bodies.put(knowledgeVersion(brand, version), content, 'application/jsonl');
  await bodies.put(knowledgePointer(brand), JSON.stringify({ version }), 'application/json');
  return { version, entries: entries.length };
}

const ready = (version: string, entries: FaqEntry[]): Knowledge => ({
  version,
  entries: new Map(entries.map((each) => [each.id, each])),
  match: buildMatcher(entries),
});

/** The knowledge base in S3: asked every 20 seconds which version holds, loaded when that has changed. */
export function s3Knowledge(bodies: Bodies, brand: () => Promise<string>, now: Clock): KnowledgeBase {
  const read = async (key: string) => {
    const content = await bodies.get(key);
    return content && Buffer.from(content).toString('utf8');
  };
  return {
    current: remembered<Knowledge>(
      async (held) => {
        const name = await brand();
        const current = await read(knowledgePointer(name));
        if (current === undefined) return ready('none', []);
        const { version } = pointer.parse(JSON.parse(current));
        if (held?.version === version) return held;
        const lines = await read(knowledgeVersion(name, version));
        if (lines === undefined) throw new Error(`knowledge base ${version} is named but not there`);
        return ready(version, parseKnowledge(lines));
      },
      20_000,
      now,
    ),
  };
}
