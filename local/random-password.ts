import { randomInt } from 'node:crypto';
import * as z from 'zod';

const flag = z.coerce.boolean().default(false);
export const generateSecretString = z.object({
  PasswordLength: z.coerce.number().default(32),
  ExcludeCharacters: z.string().default(''),
  ExcludeLowercase: flag,
  ExcludeUppercase: flag,
  ExcludeNumbers: flag,
  ExcludePunctuation: flag,
  IncludeSpace: flag,
  RequireEachIncludedType: z.coerce.boolean().default(true),
  SecretStringTemplate: z.string().optional(),
  GenerateStringKey: z.string().optional(),
});
export type GenerateSecretString = z.infer<typeof generateSecretString>;

const pick = (from: string): string => from.charAt(randomInt(from.length));

/** A password of the kinds of characters asked for, at least one of each. */
export function randomPassword(wanted: GenerateSecretString): string {
  const kinds = [
    wanted.ExcludeLowercase ? '' : 'abcdefghijklmnopqrstuvwxyz',
    wanted.ExcludeUppercase ? '' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    wanted.ExcludeNumbers ? '' : '0123456789',
    wanted.ExcludePunctuation ? '' : '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
    wanted.IncludeSpace ? ' ' : '',
  ]
    .map((kind) => [...kind].filter((one) => !wanted.ExcludeCharacters.includes(one)).join(''))
    .filter((kind) => kind !== '');
  const all = kinds.join('');
  for (;;) {
    const password = Array.from({ length: wanted.PasswordLength }, () => pick(all)).join('');
    const hasEach = kinds.every((kind) => [...password].some((one) => kind.includes(one)));
    if (hasEach || !wanted.RequireEachIncludedType || wanted.PasswordLength < kinds.length) return password;
  }
}

/** The first value of a secret that the template asks to generate. */
export function generatedSecret(wanted: GenerateSecretString): string {
  const password = randomPassword(wanted);
  if (wanted.SecretStringTemplate === undefined || wanted.GenerateStringKey === undefined) return password;
  const template = JSON.parse(wanted.SecretStringTemplate) as object;
  return JSON.stringify({ ...template, [wanted.GenerateStringKey]: password });
}
