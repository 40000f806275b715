/** `npm run train -- [--data DIR]`: fits all models anew; the same data give the same files, byte for byte. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { trainEmotion } from './emotion/train.ts';
import { trainKeywords } from './keywords/train.ts';
import { trainMatch } from './match/train.ts';

const here = import.meta.dirname;
const { values } = parseArgs({ options: { data: { type: 'string', default: join(here, '../../shared/data') } } });

const steps: [name: string, train: (data: string, path: string) => void, path: string][] = [
  ['keywords', trainKeywords, 'keywords/words-zh.txt'],
  ['match', trainMatch, 'match/confidence.json'],
  ['emotion', trainEmotion, 'emotion/emotion.bin'],
];
for (const [name, train, path] of steps) {
  const start = performance.now();
  train(values.data, join(here, path));
  process.stdout.write(`${name}: ${path}, ${((performance.now() - start) / 1000).toFixed(1)} s\n`);
}
