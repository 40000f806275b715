import { readFileSync, writeFileSync } from 'node:fs';
import { keyBits } from './features.ts';
import { outputs } from './labels.ts';

/** N-grams with the same bucket; a bucket keeps the most telling ones. */
export const ways = 2;
export const bucketBits = 16;
export const slots = ways << bucketBits;
const bucketMask = (1 << bucketBits) - 1;

/** The settings of a trained model that are not weights; stored as JSON in front of them. */
export type Settings = {
  scales: number[]; // what one step of an 8-bit weight is worth, for each output
  biases: number[];
  temperatures: { sentiment: Record<'zh' | 'en', number>; emotion: Record<'zh' | 'en', number> };
  /** A text whose best sentiment is less probable than this is `uncertain`. */
  sureFrom: Record<'zh' | 'en', number>;
};

/** A trained model: for each slot the tag of the n-gram that owns it (0: nobody), and its weights. */
export type EmotionModel = { settings: Settings; tags: Uint8Array; weights: Int8Array };

/** The part of a key that is compared within its bucket; never 0, which marks an empty slot. */
const tagOf = (key: number): number => key >>> bucketBits || 1;
export const bucketOf = (key: number): number => key & bucketMask;
export const maxKeys = 1 << keyBits;

/** Where the weights of an n-gram are, or -1 when the model does not know it. */
export function findSlot(tags: Uint8Array, key: number): number {
  const tag = tagOf(key);
  const slot = bucketOf(key) * ways;
  if (tags[slot] === tag) return slot;
  return tags[slot + 1] === tag ? slot + 1 : -1;
}

/** Gives an n-gram a free slot of its bucket; -1 when there is none. */
export function takeSlot(tags: Uint8Array, key: number): number {
  const first = bucketOf(key) * ways;
  for (let slot = first; slot < first + ways; slot++) {
    if (tags[slot] !== 0) continue;
    tags[slot] = tagOf(key);
    return slot;
  }
  return -1;
}

const magic = 0x484c4531; // HLE1
const headLength = 16; // magic, length of the settings, checksum, spare

function checksum(bytes: Uint8Array): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < bytes.length; at++) sum = Math.imul(sum ^ (bytes[at] ?? 0), 0x01000193);
  return sum >>> 0;
}

/** Writes a model; the same model gives the same bytes. */
export function writeEmotionModel(path: string, { settings, tags, weights }: EmotionModel) {
  const json = new TextEncoder().encode(JSON.stringify(settings));
  const file = new Uint8Array(headLength + json.length + tags.length + weights.length);
  file.set(json, headLength);
  file.set(tags, headLength + json.length);
  file.set(new Uint8Array(weights.buffer, weights.byteOffset, weights.length), headLength + json.length + tags.length);
  const head = new DataView(file.buffer);
  head.setUint32(0, magic);
  head.setUint32(4, json.length);
  head.setUint32(8, checksum(file.subarray(headLength)));
  writeFileSync(path, file);
}

/** Reads a model file; a missing or damaged one is an error that names it. */
export function readEmotionModel(path: string): EmotionModel {
  let file: Uint8Array;
  try {
    file = readFileSync(path);
  } catch (cause) {
    throw new Error(`The emotion model cannot be read: ${path}`, { cause });
  }
  const head = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const damaged = new Error(`The emotion model is damaged: ${path}`);
  if (file.length < headLength || head.getUint32(0) !== magic) throw damaged;
  const tagsAt = headLength + head.getUint32(4);
  if (file.length !== tagsAt + slots * (1 + outputs)) throw damaged;
  if (checksum(file.subarray(headLength)) !== head.getUint32(8)) throw damaged;
  return {
    settings: JSON.parse(new TextDecoder().decode(file.subarray(headLength, tagsAt))),
    tags: file.subarray(tagsAt, tagsAt + slots),
    weights: new Int8Array(file.buffer, file.byteOffset + tagsAt + slots, slots * outputs),
  };
}
