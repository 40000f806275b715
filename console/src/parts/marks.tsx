import { fullTime, timeAgo } from '../time-ago.ts';
import { Icon } from './icons.tsx';
import { useLanguage } from './language.tsx';

export const riskLevel = (score: number) => (score >= 60 ? 'high' : score >= 30 ? 'raised' : 'low');

/** Risk as a bar and a number. */
export function RiskBar({ score }: { score: number }) {
  const { word } = useLanguage();
  const rounded = Math.round(score);
  return (
    <span class={`risk ${riskLevel(score)}`} title={word('riskOf', rounded)}>
      {/* biome-ignore lint/a11y/useSemanticElements: no two browsers draw a <meter> alike */}
      <span
        class="track"
        role="meter"
        aria-label={word('risk')}
        aria-valuenow={rounded}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <span style={{ width: `${rounded}%` }} />
      </span>
      <span aria-hidden="true">{rounded}</span>
    </span>
  );
}

/** Who has the conversation: the bot or a person. */
export function ModeBadge({ mode }: { mode: 'bot' | 'human' }) {
  const { word } = useLanguage();
  return (
    <span class={`badge ${mode}`}>
      <Icon name={mode === 'human' ? 'person' : 'bot'} />
      {word(mode === 'human' ? 'person' : 'bot')}
    </span>
  );
}

export function When({ at, now }: { at: string; now: Date }) {
  const { lang } = useLanguage();
  return (
    <time dateTime={at} title={fullTime(at, lang)}>
      {timeAgo(at, now, lang)}
    </time>
  );
}
