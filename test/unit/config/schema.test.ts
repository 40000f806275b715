import { describe, expect, it } from 'vitest';
import { type BrandConfigInput, parseConfig } from '../../../config/schema.ts';
import demo from '../../../heartline.config.ts';
import { defaultThresholds } from '../../../models/match/decide.ts';

const minimal = {
  brand: 'lumi',
  title: 'Lumi',
  accounts: { lumi: {} },
  teams: [{ name: 'care' }],
} satisfies BrandConfigInput;

const complaint = (change: object) => {
  try {
    parseConfig({ ...minimal, ...change }, 'brand.ts');
  } catch (error) {
    return (error as Error).message;
  }
  return 'no complaint';
};

describe('a brand’s configuration', () => {
  it('needs a brand, a title, an account and a team, and no more', () => {
    expect(parseConfig(minimal, 'brand.ts')).toMatchObject({
      languages: ['zh', 'en'],
      match: defaultThresholds,
      bot: { maxInARow: 5, quietHours: 12 },
      risk: { escalateAt: 60, tiers: {} },
      dueMinutes: { urgent: 15, high: 60, normal: 480 },
      businessHours: { timeZone: 'Asia/Shanghai', days: [1, 2, 3, 4, 5], opens: 9, closes: 18 },
      keepDays: { timeline: 730, ledger: 30 },
    });
  });

  it('of the demo brand is valid', () => {
    expect(() => parseConfig(demo, 'heartline.config.ts')).not.toThrow();
  });

  it('survives the parameter it is kept in', () => {
    const config = parseConfig(demo, 'heartline.config.ts');

    expect(parseConfig(JSON.parse(JSON.stringify(config)), 'parameter')).toEqual(config);
  });

  it.each<[string, object, string]>([
    ['a brand’s name with spaces', { brand: 'Lumi China' }, 'brand: lower-case letters, digits and hyphens'],
    ['no account', { accounts: {} }, 'accounts: at least one account'],
    ['an account with a bad name', { accounts: { 'Shop 1': {} } }, 'accounts.Shop 1: '],
    [
      'a callback that is no web address',
      { accounts: { lumi: { callbackUrl: 'ftp://x' } } },
      'accounts.lumi.callbackUrl: ',
    ],
    ['a mailbox that is none', { accounts: { lumi: { mailbox: 'care' } } }, 'accounts.lumi.mailbox: '],
    ['a misspelt field', { riks: {} }, '(whole file): Unrecognized key: "riks"'],
    ['a misspelt field further in', { bot: { maxInRow: 5 } }, 'bot: Unrecognized key: "maxInRow"'],
    ['no team', { teams: [] }, 'teams: '],
    ['two teams of one name', { teams: [{ name: 'care' }, { name: 'care' }] }, 'teams: two teams have one name'],
    ['a team for an unknown signal', { teams: [{ name: 'care', handles: ['anger'] }] }, 'teams.0.handles.0: '],
    ['a language we cannot judge', { languages: ['fr'] }, 'languages.0: '],
    [
      'a zone that is none',
      { businessHours: { timeZone: 'Shanghai' } },
      'businessHours.timeZone: not a known time zone',
    ],
    [
      'doors that close before they open',
      { businessHours: { opens: 18, closes: 9 } },
      'businessHours.closes: closes must be after opens',
    ],
    ['an eighth day of the week', { businessHours: { days: [8] } }, 'businessHours.days.0: '],
    ['a risk no message can reach', { risk: { escalateAt: 101 } }, 'risk.escalateAt: '],
    ['a due time of no minutes', { dueMinutes: { urgent: 0 } }, 'dueMinutes.urgent: '],
    ['a memory shorter than a provider’s retries', { keepDays: { ledger: 7 } }, 'keepDays.ledger: '],
    ['no row of replies at all', { bot: { maxInARow: 0 } }, 'bot.maxInARow: '],
  ])('is refused for %s, by its path', (_what, change, expected) => {
    expect(complaint(change)).toContain(`brand.ts is not a valid brand configuration:\n`);
    expect(complaint(change)).toContain(`  ${expected}`);
  });

  it('is told all that is wrong at once', () => {
    const lines = complaint({ brand: 'L', title: '', bot: { maxInARow: 0 } })
      .split('\n')
      .slice(1);

    expect(lines.map((line) => line.trim().split(':')[0])).toEqual(['brand', 'title', 'bot.maxInARow']);
  });

  it.each([
    [0.4, 0.4],
    [0.3, 0.4],
    [0, 0],
  ])('never answers (from %f) on less than it suggests (from %f)', (answer, suggest) => {
    expect(complaint({ match: { answer, suggest } })).toContain(
      'match.answer: answer must be above suggest: a surer match must never get a weaker action',
    );
  });

  it('is told so when something that is no object is given', () => {
    for (const nothing of [undefined, null, 'lumi', []]) {
      expect(() => parseConfig(nothing, 'brand.ts')).toThrow('(whole file): ');
    }
  });
});
