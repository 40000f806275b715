import type { Entry, MessageEntry } from '../../../functions/shared/entry.ts';
import { lineThrough, moodOf, pointsOf } from '../curve.ts';
import { fullTime, onDay } from '../time-ago.ts';
import { emotionWord } from '../words.ts';
import { useLanguage } from './language.tsx';

const box = { width: 640, height: 112, margin: 9 };
const middle = box.height / 2;

/** A customer's feelings over time, as a line and as a table. */
export function CurveChart({ entries, now }: { entries: Entry[]; now: Date }) {
  const { lang, word } = useLanguage();
  const messages = entries.filter((entry): entry is MessageEntry => entry.kind === 'message').reverse();
  const [first] = messages;
  const last = messages.at(-1);
  if (!first || !last) return null;

  const points = pointsOf(
    messages.map(({ entryId, occurredAt, reading }) => ({ id: entryId, at: occurredAt, mood: moodOf(reading) })),
    box,
  );
  const line = lineThrough(points);
  const titleOf = ({ reading, occurredAt, message }: MessageEntry) =>
    `${fullTime(occurredAt, lang)} · ${emotionWord(lang, reading.emotion)} ${Math.round(reading.intensity * 100)} %\n${message.text.slice(0, 120)}`;
  const [from, to] = [onDay(first.occurredAt, now, lang), onDay(last.occurredAt, now, lang)];

  return (
    <figure class="curve">
      <figcaption>
        <h3>{word('curve')}</h3>
        <span>{from === to ? from : `${from} – ${to}`}</span>
      </figcaption>
      <div class="plot">
        <span class="end" aria-hidden="true">
          ＋<br />−
        </span>
        <svg
          viewBox={`0 0 ${box.width} ${box.height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`${word('curve')}: ${word('curveSummary', messages.length, from, to)}`}
        >
          <defs>
            <linearGradient id="mood" x1="0" y1="0" x2="0" y2={box.height} gradientUnits="userSpaceOnUse">
              <stop offset="0.1" class="stop-good" />
              <stop offset="0.5" class="stop-even" />
              <stop offset="0.9" class="stop-low" />
            </linearGradient>
          </defs>
          <path d={`M0 ${middle}H${box.width}`} class="zero" />
          <path d={line} class="line" stroke="url(#mood)" />
        </svg>
        {points.map(({ id, x, y, known }, index) => {
          const message = messages[index];
          return (
            message && (
              <button
                key={id}
                type="button"
                tabIndex={-1}
                aria-hidden="true"
                class={`dot ${known ? message.reading.emotion : 'unread'}`}
                title={titleOf(message)}
                style={{ left: `${(x / box.width) * 100}%`, top: `${(y / box.height) * 100}%` }}
                onClick={() => document.getElementById(id)?.scrollIntoView({ block: 'center', behavior: 'smooth' })}
              />
            )
          );
        })}
      </div>
      <details>
        <summary>{word('asTable')}</summary>
        <table>
          <thead>
            <tr>
              {(['when', 'emotion', 'intensity', 'mood', 'said'] as const).map((name) => (
                <th key={name} scope="col">
                  {word(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {messages.map((entry) => (
              <CurveRow key={entry.entryId} entry={entry} />
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

function CurveRow({ entry: { occurredAt, reading, message } }: { entry: MessageEntry }) {
  const { lang, word } = useLanguage();
  const mood = moodOf(reading);
  return (
    <tr>
      <td>{fullTime(occurredAt, lang)}</td>
      <td>{mood === undefined ? word('unread') : emotionWord(lang, reading.emotion)}</td>
      <td>{Math.round(reading.intensity * 100)} %</td>
      <td>{mood?.toFixed(2) ?? '?'}</td>
      <td>{message.text.slice(0, 80)}</td>
    </tr>
  );
}
