import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import {
  knowledgePointer,
  knowledgeVersion,
  parseKnowledge,
  publishKnowledge,
} from '../functions/shared/adapters/s3-knowledge.ts';
import type { FaqEntry } from '../models/judgement.ts';
import { connect, type StackFlags, withStack } from './connection.ts';
import { Failure } from './failure.ts';
import { json, out, table } from './print.ts';
import { openStores, type Stores } from './stores.ts';

const text = (content: Uint8Array | undefined) => content && Buffer.from(content).toString('utf8');

async function current({ bodies, settings }: Stores): Promise<{ version: string; entries: FaqEntry[] }> {
  const { brand } = await settings();
  const pointer = text(await bodies.get(knowledgePointer(brand)));
  if (pointer === undefined) return { version: 'none', entries: [] };
  const { version } = JSON.parse(pointer) as { version: string };
  return { version, entries: parseKnowledge(text(await bodies.get(knowledgeVersion(brand, version))) ?? '') };
}

/** `heartline faq import|export|list`: the knowledge base. */
export const faqCommand = (program: Command) => {
  const faq = program.command('faq').description('the knowledge base');
  withStack(faq.command('import').description('replace it by a file of JSON lines; answers change within 20 seconds'))
    .argument('<file>')
    .action(async (file: string, flags: StackFlags) => {
      const stores = await openStores(await connect(flags));
      let published: Awaited<ReturnType<typeof publishKnowledge>>;
      try {
        const { brand } = await stores.settings();
        published = await publishKnowledge(await readFile(file, 'utf8'), stores.bodies, brand);
      } catch (error) {
        throw new Failure(`${file}: ${(error as Error).message}: nothing was changed`);
      }
      if (flags.json) json(published);
      else out(`version ${published.version} with ${published.entries} entries`);
    });
  withStack(faq.command('export').description('print it as JSON lines')).action(async (flags: StackFlags) => {
    const { entries } = await current(await openStores(await connect(flags)));
    for (const entry of entries) json(entry);
  });
  withStack(faq.command('list').description('its entries')).action(async (flags: StackFlags) => {
    const { version, entries } = await current(await openStores(await connect(flags)));
    if (flags.json) return json({ version, entries });
    if (entries.length === 0) return out('the knowledge base is empty: heartline faq import demo/knowledge/lumi.jsonl');
    table(
      ['id', 'lang', 'variants', 'question'],
      entries.map(({ id, lang, variants, question }) => [id, lang, variants.length, question]),
    );
    out(`version ${version}, ${entries.length} entries`);
  });
};
