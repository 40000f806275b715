import type { LexiconLine } from './expression.ts';
import { leaving } from './leaving.ts';
import { life } from './life.ts';
import { rights } from './rights.ts';
import { safety } from './safety.ts';

/** All expressions that show what is at stake in a text. */
export const lexicon: readonly LexiconLine[] = [...leaving, ...rights, ...safety, ...life];
