import type { Suggestion } from '../../../events/escalation-raised.ts';
import type { Entry, ReplyEntry } from '../../../functions/shared/entry.ts';
import { ChannelIcon, Icon } from './icons.tsx';
import { useLanguage } from './language.tsx';
import { When } from './marks.tsx';
import { MessageCard } from './message-card.tsx';
import { Reasons } from './reasons.tsx';

type Props = { entries: Entry[]; now: Date; use(answer: string): void };

/** A customer's life with us, newest first. */
export const Timeline = ({ entries, now, use }: Props) => (
  <div class="timeline">
    {entries.map((entry) => (
      <EntryCard key={entry.entryId} entry={entry} now={now} use={use} />
    ))}
  </div>
);

function EntryCard({ entry, now, use }: { entry: Entry; now: Date; use(answer: string): void }) {
  switch (entry.kind) {
    case 'message':
      return <MessageCard entry={entry} now={now} />;
    case 'reply':
      return <ReplyCard entry={entry} now={now} />;
    case 'escalation':
      return <EscalationCard entry={entry} now={now} use={use} />;
    case 'note':
      return <NoteLine entry={entry} now={now} />;
  }
}

const speakers = {
  bot: { icon: 'bot', word: 'bot' },
  agent: { icon: 'person', word: 'person' },
  system: { icon: 'bell', word: 'system' },
} as const;

function ReplyCard({ entry, now }: { entry: ReplyEntry; now: Date }) {
  const { word } = useLanguage();
  const { icon, word: speaker } = speakers[entry.by];
  return (
    <article class={`entry reply ${entry.by}`}>
      <span class="node">
        <Icon name={icon} />
      </span>
      <div class="card">
        <header>
          <strong>
            {word(speaker)}
            {entry.author && ` · ${entry.author}`}
          </strong>
          <ChannelIcon channel={entry.channel} />
          <When at={entry.occurredAt} now={now} />
          <span class="push" />
          {entry.purpose === 'hand-over' && <span class="badge">{word('handOver')}</span>}
          <span class={`outcome ${entry.outcome}`}>
            <Icon name={entry.outcome === 'sent' ? 'check' : 'warning'} />
            {word(entry.outcome)}
          </span>
        </header>
        <p class="said" dir="auto">
          {entry.text}
        </p>
        {entry.reasons.length > 0 && (
          <details class="why">
            <summary>{word('why')}</summary>
            <Reasons reasons={entry.reasons} />
          </details>
        )}
      </div>
    </article>
  );
}

type EscalationProps = { entry: Extract<Entry, { kind: 'escalation' }>; now: Date; use(answer: string): void };

function EscalationCard({ entry, now, use }: EscalationProps) {
  const { word } = useLanguage();
  return (
    <article class="entry escalation">
      <span class="node">
        <Icon name="person" />
      </span>
      <div class="card">
        <header>
          <strong>{word('escalated')}</strong>
          <When at={entry.occurredAt} now={now} />
        </header>
        <p class="hint">
          {entry.reasons
            .map(({ because, weight }) => (weight === 0 ? because : `${because} (${Math.round(weight)})`))
            .join(' · ')}
        </p>
        {entry.suggestions.length > 0 && (
          <>
            <h4>{word('suggestions')}</h4>
            <ul class="suggestions">
              {entry.suggestions.map((suggestion) => (
                <SuggestionItem key={suggestion.entryId} suggestion={suggestion} use={use} />
              ))}
            </ul>
          </>
        )}
      </div>
    </article>
  );
}

function SuggestionItem({ suggestion, use }: { suggestion: Suggestion; use(answer: string): void }) {
  const { word } = useLanguage();
  return (
    <li>
      <button type="button" title={word('useThis')} onClick={() => use(suggestion.answer)}>
        <small>
          {suggestion.question} · {word('surely', Math.round(suggestion.confidence * 100))}
        </small>
        <span>{suggestion.answer}</span>
      </button>
    </li>
  );
}

function NoteLine({ entry, now }: { entry: Extract<Entry, { kind: 'note' }>; now: Date }) {
  const { word } = useLanguage();
  return (
    <p class="entry note">
      <span class="node">
        <Icon name="note" />
      </span>
      <span>
        <span class="unseen">{word('note')}: </span>
        {entry.text} · <When at={entry.occurredAt} now={now} />
      </span>
    </p>
  );
}
