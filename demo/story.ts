import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { readJsonLines } from './jsonl.ts';

/** One message that a customer of the demo shop writes; `demo/README.md` explains the fields. */
export const storyMessage = z.strictObject({
  story: z.string().min(1),
  /** Who writes, whatever the channel: what Heartline should find out by itself. */
  person: z.string().min(1),
  name: z.string().min(1),
  channel: z.enum(['web-chat', 'email', 'api']),
  account: z.string().min(1),
  /** The person as the channel knows them: a visitor id, a mail address, an app's user id. */
  user: z.string().min(1),
  subject: z.string().min(1).optional(),
  /** Since the start of the set, which reads best as 08:00 on a Monday. */
  minutes: z.number().int().min(0),
  text: z.string().refine((text) => text.trim() !== '', 'says nothing'),
});
export type StoryMessage = z.infer<typeof storyMessage>;

/** All messages of the `.jsonl` files in `folder`, in the order they are written. */
export function loadStories(folder: string): StoryMessage[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => readJsonLines(join(folder, name), storyMessage))
    .sort((a, b) => a.minutes - b.minutes);
}
