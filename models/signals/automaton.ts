/**
 * Aho–Corasick: finds all of many words in one pass over a text. States are numbers; the step from a state by a
 * character lies in one open-addressed hash table, so that building it takes a few milliseconds and no object a state.
 */
export type Automaton = {
  /** Calls back for every occurrence: which word, and where it ends (excluded). */
  scan(text: string, found: (word: number, end: number) => void): void;
};

class Steps {
  private keys: Int32Array;
  private targets: Int32Array;
  private mask: number;

  constructor(capacity: number) {
    const size = 2 ** Math.ceil(Math.log2(capacity * 2 + 2));
    this.keys = new Int32Array(size * 2).fill(-1);
    this.targets = new Int32Array(size);
    this.mask = size - 1;
  }

  private placeOf(state: number, code: number): number {
    let place = (Math.imul(state, 0x9e3779b1) ^ Math.imul(code, 0x85ebca6b)) >>> 7;
    for (place &= this.mask; ; place = (place + 1) & this.mask) {
      const owner = this.keys[place * 2];
      if (owner === -1 || (owner === state && this.keys[place * 2 + 1] === code)) return place;
    }
  }

  /** The next state, or 0 when there is no step. */
  get(state: number, code: number): number {
    return this.targets[this.placeOf(state, code)] ?? 0;
  }

  set(state: number, code: number, target: number) {
    const place = this.placeOf(state, code);
    this.keys[place * 2] = state;
    this.keys[place * 2 + 1] = code;
    this.targets[place] = target;
  }
}

/** Builds the automaton of some words; a word's number is its place in the list. */
export function buildAutomaton(words: readonly string[]): Automaton {
  const capacity = words.reduce((sum, word) => sum + word.length, 1);
  const steps = new Steps(capacity);
  const parents = new Int32Array(capacity);
  const codes = new Uint16Array(capacity);
  const depths = new Int32Array(capacity);
  const wordAt = new Int32Array(capacity).fill(-1);
  let states = 1;
  words.forEach((word, number) => {
    let state = 0;
    for (let at = 0; at < word.length; at++) {
      const code = word.charCodeAt(at);
      let next = steps.get(state, code);
      if (next === 0) {
        next = states++;
        steps.set(state, code, next);
        parents[next] = state;
        codes[next] = code;
        depths[next] = at + 1;
      }
      state = next;
    }
    wordAt[state] = number;
  });

  // Where to go on when a character does not fit, and the nearest shorter word that ends here too.
  const fallbacks = new Int32Array(states);
  const shorter = new Int32Array(states);
  const byDepth: number[][] = [];
  for (let state = 1; state < states; state++) {
    const depth = depths[state] ?? 0;
    const level = byDepth[depth] ?? [];
    byDepth[depth] = level;
    level.push(state);
  }
  const follow = (from: number, code: number): number => {
    let state = from;
    for (;;) {
      const next = steps.get(state, code);
      if (next !== 0 || state === 0) return next;
      state = fallbacks[state] ?? 0;
    }
  };
  for (const state of byDepth.flat()) {
    const parent = parents[state] ?? 0;
    const fallback = parent === 0 ? 0 : follow(fallbacks[parent] ?? 0, codes[state] ?? 0);
    fallbacks[state] = fallback;
    shorter[state] = (wordAt[fallback] ?? -1) >= 0 ? fallback : (shorter[fallback] ?? 0);
  }

  return {
    scan(text, found) {
      let state = 0;
      for (let at = 0; at < text.length; at++) {
        state = follow(state, text.charCodeAt(at));
        for (let ending = state; ending !== 0; ending = shorter[ending] ?? 0) {
          const word = wordAt[ending] ?? -1;
          if (word >= 0) found(word, at + 1);
        }
      }
    },
  };
}
