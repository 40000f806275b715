import { useState } from 'preact/hooks';
import type { MessageEntry } from '../../../functions/shared/entry.ts';
import { markedPieces } from '../marked.ts';
import { emotionWord, signalWord } from '../words.ts';
import { EmotionMark } from './emotion-mark.tsx';
import { ChannelIcon } from './icons.tsx';
import { useLanguage } from './language.tsx';
import { RiskBar, When } from './marks.tsx';
import { Reasons } from './reasons.tsx';

const longText = 480;

/** What a customer wrote, with all we made of it. */
export function MessageCard({ entry, now }: { entry: MessageEntry; now: Date }) {
  const { lang, word } = useLanguage();
  const { message, reading, risk, route, because } = entry;
  const isRead = reading.state !== 'failed';
  return (
    <article id={entry.entryId} class="entry message">
      <EmotionMark reading={reading} />
      <div class={`card ${isRead ? reading.emotion : 'unread'}`}>
        <header>
          <strong class="feeling">
            {isRead ? emotionWord(lang, reading.emotion) : word('unread')}
            {isRead && reading.emotion !== 'neutral' && ` ${Math.round(reading.intensity * 100)} %`}
          </strong>
          {reading.state === 'uncertain' && <span class="badge">{word('uncertain')}</span>}
          {message.kind !== 'message' && <span class="badge">{word('auto')}</span>}
          <ChannelIcon channel={entry.channel} />
          <When at={entry.occurredAt} now={now} />
          <span class="push" />
          <RiskBar score={risk.score} />
        </header>
        {message.subject && <h4>{message.subject}</h4>}
        <MessageText text={message.text} words={reading.signals.map((signal) => signal.words)} />
        {message.bodyKey && <p class="hint">{word('wasCut')}</p>}
        <Attachments entry={entry} />
        <details class="why">
          <summary>
            {word('why')}
            {reading.signals.map(({ kind, words }) => (
              <span key={kind + words} class="signal">
                {signalWord(lang, kind)}
              </span>
            ))}
          </summary>
          <h4>{word('whyRisk')}</h4>
          {risk.reasons.length > 0 ? <Reasons reasons={risk.reasons} /> : <p class="hint">{word('noReasons')}</p>}
          <p class="hint">
            {isRead &&
              `${emotionWord(lang, reading.emotion)} · ${word('surely', Math.round(reading.confidence * 100))} · `}
            {word('wentTo', word(route))} · {because}
          </p>
        </details>
      </div>
    </article>
  );
}

function MessageText({ text, words }: { text: string; words: string[] }) {
  const { word } = useLanguage();
  const [isWhole, setWhole] = useState(false);
  const isLong = text.length > longText;
  return (
    <>
      <p class="said" dir="auto">
        {markedPieces(isLong && !isWhole ? `${text.slice(0, longText)}…` : text, words).map((piece, index) =>
          piece.isMarked ? <mark key={index}>{piece.text}</mark> : piece.text,
        )}
      </p>
      {isLong && (
        <button type="button" class="quiet" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {word(isWhole ? 'showLess' : 'showAll')}
        </button>
      )}
    </>
  );
}

const Attachments = ({ entry }: { entry: MessageEntry }) =>
  entry.message.attachments && (
    <ul class="attachments">
      {entry.message.attachments.map(({ name, bytes }) => (
        <li key={name}>
          {name} · {Math.ceil(bytes / 1024)} KB
        </li>
      ))}
    </ul>
  );
