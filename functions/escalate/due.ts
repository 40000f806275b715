import type { BrandConfig } from '../../config/schema.ts';
import type { Priority } from '../../events/escalation-raised.ts';

type Hours = BrandConfig['businessHours'];

const minute = 60_000;

/** The wall clock of a zone; slow to make, so made once for a whole walk. */
const clockOf = (timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });

/** Day of the week (1 Monday) and minute of the day at an instant. */
function wallClock(at: Date, clock: Intl.DateTimeFormat) {
  const parts = clock.formatToParts(at);
  const get = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return {
    day: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(get('weekday')) + 1,
    minutes: Number(get('hour')) * 60 + Number(get('minute')),
  };
}

/** Minutes until the doors close, 0 while they are closed. */
function openFor(at: Date, { days, opens, closes }: Hours, clock: Intl.DateTimeFormat) {
  const { day, minutes } = wallClock(at, clock);
  if (!days.includes(day) || minutes < opens * 60 || minutes >= closes * 60) return 0;
  return closes * 60 - minutes;
}

/** Adds minutes of business time; walks in steps no longer than a quarter of an hour, so that clock changes cost nothing. */
function afterBusinessMinutes(from: Date, minutes: number, hours: Hours) {
  const clock = clockOf(hours.timeZone);
  let at = from.getTime();
  let left = minutes;
  // A year of steps: hours that are open at least once a week end far sooner.
  for (let step = 0; left > 0 && step < 366 * 96; step++) {
    const open = openFor(new Date(at), hours, clock);
    const quarter = 15 - (Math.floor(at / minute) % 15);
    const walk = open > 0 ? Math.min(open, left, quarter) : quarter;
    if (open > 0) left -= walk;
    at += walk * minute;
  }
  return new Date(at);
}

/** When a person must have looked: urgent and high by the clock, normal by business hours. */
export const dueAt = (
  priority: Priority,
  from: Date,
  { dueMinutes, businessHours }: Pick<BrandConfig, 'dueMinutes' | 'businessHours'>,
): Date =>
  priority === 'normal'
    ? afterBusinessMinutes(from, dueMinutes.normal, businessHours)
    : new Date(from.getTime() + dueMinutes[priority] * minute);
