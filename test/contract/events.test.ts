import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { escalationRaised } from '../../events/escalation-raised.ts';
import { messageReceived } from '../../events/message-received.ts';
import { messageTriaged } from '../../events/message-triaged.ts';
import { noticeRequested } from '../../events/notice-requested.ts';
import { replyRequested } from '../../events/reply-requested.ts';

const folder = join(import.meta.dirname, '../../events');
const examples = readdirSync(join(folder, 'examples'));
const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, 'examples', file), 'utf8'));

const schemas: Record<string, z.ZodType> = {
  'escalation-raised.v1': escalationRaised,
  'message-received.v1': messageReceived,
  'message-triaged.v1': messageTriaged,
  'notice-requested.v1': noticeRequested,
  'reply-requested.v1': replyRequested,
};

/** Every event type that a file of `events/` declares, also one that nobody has listed above yet. */
const declared = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/envelope\(\s*'([\w.-]+)'/g)].map(([, type]) => String(type)),
  );

describe('an event', () => {
  it.each(declared)('%s has an example, a schema here and a row in the README', (type) => {
    expect(examples).toContain(`${type}.json`);
    expect(Object.keys(schemas)).toContain(type);
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain(`| [\`${type}\`]`);
  });

  it.each(examples)('%s parses as it was published, field by field', (file) => {
    const example = read(file);

    expect(schemas[file.replace(/\.json$/, '')]?.parse(example)).toEqual(example);
  });

  it.each(examples)('%s is named after its type', (file) => {
    expect(read(file)).toMatchObject({ type: file.replace(/\.json$/, '') });
  });

  it('carries its version in its type', () => {
    for (const type of declared) expect(type).toMatch(/^[a-z-]+\.v\d+$/);
  });

  it.each(Object.entries(schemas))('%s does not parse as another', (type, schema) => {
    for (const other of declared.filter((each) => each !== type)) {
      expect(schema.safeParse(read(`${other}.json`)).success, other).toBe(false);
    }
  });

  it('says when in UTC to the millisecond, so that times sort as text', () => {
    const example = read('message-received.v1.json') as object;

    for (const at of ['2026-11-18T03:00:00Z', '2026-11-18T11:00:00.000+08:00', '2026-11-18', 1_763_434_800_000]) {
      expect(messageReceived.safeParse({ ...example, at }).success, String(at)).toBe(false);
    }
  });
});
