import * as z from 'zod';
import { signalKinds } from '../models/judgement.ts';
import { defaultThresholds } from '../models/match/decide.ts';

const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'lower-case letters, digits and hyphens, at most 32');
const share = z.number().min(0).max(1);

/** `Intl.supportedValuesOf` leaves out names that hold all the same, Asia/Kolkata among them. */
function isTimeZone(zone: string) {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '';
  } catch {
    return false;
  }
}

/** One front of the brand: the doors customers come in by and the way back out. */
const account = z.strictObject({
  /** Replies to messages of the signed API are posted here, signed; without it they wait on the timeline only. */
  callbackUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** Sites, besides the desk's own, that may open the web chat, as origins: `https://shop.example`. */
  chatOrigins: z.array(z.url({ protocol: /^https?$/ })).optional(),
  /** The mailbox customers write to. */
  mailbox: z.email().optional(),
});

const team = z.strictObject({
  name,
  /** What this team is the right one for; a ticket goes to the first team that handles one of its signals. */
  handles: z.array(z.enum(signalKinds)).default([]),
  email: z.email().optional(),
  slack: z.boolean().default(false),
});

const thresholds = z
  .strictObject({
    /** At or above, the bot answers. */
    answer: share.default(defaultThresholds.answer),
    /** At or above, a person gets three suggestions; below, we decline. */
    suggest: share.default(defaultThresholds.suggest),
    /** How far the best must be ahead of the second to be an answer. */
    margin: share.default(defaultThresholds.margin),
  })
  .refine(({ answer, suggest }) => answer > suggest, {
    message: 'answer must be above suggest: a surer match must never get a weaker action',
    path: ['answer'],
  });

/**
 * A brand's choices, checked at synthesis, kept in a parameter, read again every minute: a change needs no deploy.
 * Every field but `brand`, `accounts` and `teams` has a default.
 */
export const brandConfig = z.strictObject({
  brand: name,
  title: z.string().min(1).max(64),
  languages: z
    .array(z.enum(['zh', 'en']))
    .min(1)
    .default(['zh', 'en']),
  accounts: z.record(name, account).refine((all) => Object.keys(all).length > 0, 'at least one account'),
  match: thresholds.prefault({}),
  bot: z
    .strictObject({
      /** Bot replies in a row before a person takes over. */
      maxInARow: z.number().int().min(1).max(50).default(5),
      /** Hours of quiet after which the row starts anew. */
      quietHours: z.number().min(1).max(168).default(12),
    })
    .prefault({}),
  risk: z
    .strictObject({
      /** Score, 0 to 100, from which a person is brought in whatever the bot could answer. */
      escalateAt: z.number().min(1).max(100).default(60),
      /** Extra points by customer tier. */
      tiers: z.record(z.string(), z.number().min(0).max(50)).default({}),
    })
    .prefault({}),
  teams: z
    .array(team)
    .min(1)
    .refine((teams) => new Set(teams.map((each) => each.name)).size === teams.length, 'two teams have one name'),
  /** Minutes until a person must have looked, by priority; `normal` counts business hours only. */
  dueMinutes: z
    .strictObject({
      urgent: z.number().int().positive().default(15),
      high: z.number().int().positive().default(60),
      normal: z.number().int().positive().default(480),
    })
    .prefault({}),
  businessHours: z
    .strictObject({
      timeZone: z.string().default('Asia/Shanghai').refine(isTimeZone, 'not a known time zone'),
      /** ISO days of the week, 1 is Monday. */
      days: z.array(z.number().int().min(1).max(7)).min(1).default([1, 2, 3, 4, 5]),
      opens: z.number().int().min(0).max(23).default(9),
      closes: z.number().int().min(1).max(24).default(18),
    })
    .refine(({ opens, closes }) => opens < closes, { message: 'closes must be after opens', path: ['closes'] })
    .prefault({}),
  /** Days until what we keep is forgotten. */
  keepDays: z
    .strictObject({
      timeline: z.number().int().min(8).default(730),
      ledger: z.number().int().min(8).default(30),
    })
    .prefault({}),
  /** Where the desk lives, for links in notices; the deployed site when left out. */
  deskUrl: z.url().optional(),
});
export type BrandConfig = z.infer<typeof brandConfig>;
/** What a brand writes down: the same with the defaults left out. */
export type BrandConfigInput = z.input<typeof brandConfig>;

/** Types a brand's file while it is written; the check itself is made at synthesis. */
export const defineConfig = (config: BrandConfigInput) => config;

/** A brand's choices that cannot hold: the message is for whoever wrote them. */
export class BadConfig extends Error {
  override name = 'BadConfig';
}

/** Checks a brand's choices; the error names each field that is wrong, and what would be right. */
export function parseConfig(raw: unknown, from: string): BrandConfig {
  const result = brandConfig.safeParse(raw);
  if (result.success) return result.data;
  const lines = result.error.issues.map(({ path, message }) => `  ${path.join('.') || '(whole file)'}: ${message}`);
  throw new BadConfig(`${from} is not a valid brand configuration:\n${lines.join('\n')}`);
}
