import type { FaqEntry, Match } from '../../../models/judgement.ts';

/** The knowledge base of a brand, ready to be asked. */
export type Knowledge = { version: string; entries: ReadonlyMap<string, FaqEntry>; match: Match };

export interface KnowledgeBase {
  /** The current version, at most a minute old; an empty one while nothing has been imported. */
  current(): Promise<Knowledge>;
}
