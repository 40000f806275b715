import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { riskScore } from '../../events/reading.ts';
import { dueAt } from '../../functions/escalate/due.ts';
import { isMorePressing, withFurtherCause } from '../../functions/escalate/merge.ts';
import { memoryTimeline } from '../../functions/shared/adapters/memory-timeline.ts';
import { type Entry, entry as entrySchema } from '../../functions/shared/entry.ts';
import type { Ticket } from '../../functions/shared/ticket.ts';
import { assessRisk, type RiskInput } from '../../functions/triage/risk.ts';
import { route } from '../../functions/triage/route.ts';
import { readingOf, triage } from '../../functions/triage/triage.ts';
import { emotions, type Judgement, sentiments, signalKinds } from '../../models/judgement.ts';
import {
  aConfig,
  aJudgement,
  aMessage,
  aMessageReceived,
  aNote,
  anEscalation,
  aReplyEntry,
  aTicket,
  fakeTriageDeps,
  minutesOn,
  wednesday,
} from '../fixtures/builders.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const signals = fc.record({
  kind: fc.constantFrom(...signalKinds),
  weight: share,
  words: fc.string({ unit: 'grapheme' }),
});

const judgements: fc.Arbitrary<Judgement> = fc
  .record({
    state: fc.constantFrom('judged' as const, 'uncertain' as const, 'failed' as const),
    sentiment: fc.constantFrom(...sentiments),
    emotion: fc.constantFrom(...emotions),
    intensity: share,
    signals: fc.array(signals, { maxLength: 8 }),
  })
  .map(aJudgement);

const situations: fc.Arbitrary<RiskInput> = fc.record({
  judgement: judgements,
  history: fc.array(fc.record({ sentiment: fc.constantFrom(...sentiments), occurredAt: fc.constant(wednesday) }), {
    maxLength: 15,
  }),
  tier: fc.constantFrom(undefined, 'gold', 'silver'),
  tiers: fc.constant({ gold: 10 }),
  openTickets: fc.nat({ max: 3 }),
});

describe('risk', () => {
  it('lies between 0 and 100 and fits an event', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        expect(riskScore.safeParse(assessRisk(situation)).success).toBe(true);
      }),
    );
  });

  it('never falls when a signal is added', () => {
    fc.assert(
      fc.property(situations, signals, (situation, added) => {
        const { judgement } = situation;
        const more = { ...judgement, signals: [...judgement.signals, { ...added, start: 0, end: 0 }] };
        expect(assessRisk({ ...situation, judgement: more }).score).toBeGreaterThanOrEqual(assessRisk(situation).score);
      }),
    );
  });

  it('does not depend on the order in which signals were found', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const { judgement } = situation;
        const turned = { ...judgement, signals: judgement.signals.toReversed() };
        expect(assessRisk({ ...situation, judgement: turned }).score).toBe(assessRisk(situation).score);
      }),
    );
  });
});

describe('a route', () => {
  it('that failure or a further signal takes never leads away from a person', () => {
    fc.assert(
      fc.property(situations, signals, (situation, added) => {
        const to = (judgement: Judgement) =>
          route({
            message: aMessage(),
            reading: readingOf(judgement),
            risk: assessRisk({ ...situation, judgement }),
            mode: 'bot',
            hasTicket: false,
            escalateAt: 60,
          }).to;
        const judgement = { ...aJudgement(), ...situation.judgement, signals: situation.judgement.signals.slice(0, 7) };
        fc.pre(to(judgement) === 'escalate');

        expect(to({ ...judgement, state: 'failed' })).toBe('escalate');
        expect(to({ ...judgement, signals: [...judgement.signals, { ...added, start: 0, end: 0 }] })).toBe('escalate');
      }),
    );
  });
});

describe('a ticket', () => {
  const priorities = fc.constantFrom('urgent' as const, 'high' as const, 'normal' as const);
  const causes = fc.array(
    fc.record({
      providerId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      priority: priorities,
      due: fc.integer({ min: -100, max: 1000 }),
    }),
    { minLength: 1, maxLength: 12 },
  );
  const opened = fc.record({
    priority: priorities,
    dueAt: fc.integer({ min: 0, max: 1000 }).map((minutes) => minutesOn(minutes)),
  });
  const context = { lines: [], course: [], suggestions: [] };

  it('never gets less pressing nor due later by a further cause, and counts each cause once', () => {
    fc.assert(
      fc.property(opened, causes, (facts, further) => {
        let ticket: Ticket = aTicket({ ...facts, causes: [] });
        for (const { providerId, priority, due } of further) {
          const { data } = anEscalation({ message: aMessage({ providerId }), priority });
          const next = withFurtherCause(ticket, data, { dueAt: minutesOn(due), context });
          expect(next === undefined).toBe(ticket.causes.includes(data.message.messageId));
          if (!next) continue;
          expect(isMorePressing(ticket.priority, next.priority)).toBe(false);
          expect(next.dueAt <= ticket.dueAt).toBe(true);
          expect(next.version).toBe(ticket.version + 1);
          ticket = next;
        }
        expect(ticket.causes).toHaveLength(new Set(further.map(({ providerId }) => providerId)).size);
      }),
    );
  });

  const zones = fc.constantFrom(
    'Asia/Shanghai',
    'America/New_York',
    'Europe/London',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'UTC',
  );
  const instants = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
  const hours = fc
    .record({
      timeZone: zones,
      days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      opens: fc.integer({ min: 0, max: 22 }),
    })
    .chain((part) =>
      fc.record({
        timeZone: fc.constant(part.timeZone),
        days: fc.constant(part.days),
        opens: fc.constant(part.opens),
        closes: fc.integer({ min: part.opens + 1, max: 24 }),
      }),
    );

  it('is due after it is opened, and a normal one within business hours', () => {
    fc.assert(
      fc.property(instants, hours, fc.integer({ min: 1, max: 600 }), (from, businessHours, normal) => {
        const config = aConfig({ businessHours, dueMinutes: { normal } });
        for (const priority of ['urgent', 'high', 'normal'] as const) {
          expect(dueAt(priority, from, config).getTime()).toBeGreaterThan(from.getTime());
        }
        // The minute before it is due: at closing time itself the doors are shut.
        const due = new Date(dueAt('normal', from, config).getTime() - 60_000);
        const parts = new Intl.DateTimeFormat('en-GB', {
          timeZone: businessHours.timeZone,
          weekday: 'short',
          hour: '2-digit',
          hourCycle: 'h23',
        }).formatToParts(due);
        const partOf = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
        const hour = Number(partOf('hour'));
        expect(businessHours.days).toContain(
          ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(partOf('weekday')) + 1,
        );
        expect(hour).toBeGreaterThanOrEqual(businessHours.opens);
        expect(hour).toBeLessThan(businessHours.closes);
      }),
    );
  });

  it('opened later is never due earlier', () => {
    fc.assert(
      fc.property(instants, fc.nat({ max: 20_000 }), hours, (from, minutes, businessHours) => {
        const config = aConfig({ businessHours });
        const later = new Date(from.getTime() + minutes * 60_000);
        expect(dueAt('normal', later, config).getTime()).toBeGreaterThanOrEqual(
          dueAt('normal', from, config).getTime(),
        );
      }),
    );
  });
});

describe('a timeline', () => {
  const lines: fc.Arbitrary<Entry[]> = fc
    .uniqueArray(fc.tuple(fc.nat({ max: 20 }), fc.constantFrom('a', 'b', 'c', '#', '👋')), {
      minLength: 1,
      maxLength: 30,
      selector: ([at, id]) => `${at}${id}`,
    })
    .map((all) =>
      all.map(
        ([at, id]) => (id === 'a' ? aReplyEntry : aNote)({ entryId: `${id}${at}`, occurredAt: minutesOn(at) }) as Entry,
      ),
    );

  const readOf = async (arrived: Entry[]) => {
    const timeline = memoryTimeline();
    for (const each of arrived) await timeline.append(each);
    return (await timeline.page(aNote().customerId, { limit: 100 })).entries;
  };

  it('reads the same whatever order its entries arrive in, and however often', async () => {
    const arrivals = lines.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length })),
    );

    await fc.assert(
      fc.asyncProperty(arrivals, async ([all, jumbled]) => {
        expect(await readOf(jumbled)).toEqual(await readOf(all));
      }),
    );
  });

  it('is read in pages of any size as it is read at once', async () => {
    await fc.assert(
      fc.asyncProperty(lines, fc.integer({ min: 1, max: 10 }), async (all, limit) => {
        const timeline = memoryTimeline();
        for (const each of all) await timeline.append(each);
        const paged: Entry[] = [];
        let next: string | undefined;
        do {
          const page = await timeline.page(aNote().customerId, { limit, ...(next ? { next } : {}) });
          paged.push(...page.entries);
          next = page.next;
        } while (next);
        expect(paged).toEqual(await readOf(all));
      }),
    );
  });
});

describe('triage', () => {
  it('keeps every message exactly once and routes it once, however it is repeated and jumbled', async () => {
    const sent = fc.array(judgements, { minLength: 1, maxLength: 6 });
    const deliveries = sent.chain((all) =>
      fc.tuple(
        fc.constant(all),
        fc.shuffledSubarray([...all.keys(), ...all.keys(), ...all.keys()], { minLength: all.length }),
      ),
    );

    await fc.assert(
      fc.asyncProperty(deliveries, async ([all, jumbled]) => {
        const fakes = fakeTriageDeps({ analyze: (text) => all[Number(text)] ?? aJudgement({ state: 'failed' }) });
        for (const each of [...all.keys(), ...jumbled]) {
          await triage(
            aMessageReceived({ providerId: `p-${each}`, text: String(each), occurredAt: minutesOn(each) }),
            fakes.deps,
          );
        }
        expect(fakes.timeline.all()).toHaveLength(all.length);
        expect(fakes.timeline.all().every((each) => entrySchema.safeParse(each).success)).toBe(true);
        expect(new Set(fakes.sent.map(({ event }) => event.id)).size).toBe(all.length);
      }),
      { numRuns: 50 },
    );
  });
});
