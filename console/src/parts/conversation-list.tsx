import { useState } from 'preact/hooks';
import type { ConversationView } from '../../../functions/desk-api/views.ts';
import { ConversationRow } from './conversation-row.tsx';
import { useLanguage } from './language.tsx';
import { MoreButton } from './more-button.tsx';
import { useArrival } from './use-arrival.ts';
import type { Feed } from './use-feed.ts';

const filters = {
  all: () => true,
  needsPerson: ({ mode, ticketId, reading }: ConversationView) =>
    mode === 'human' || ticketId !== undefined || reading?.state === 'failed',
  negative: ({ reading }: ConversationView) => reading?.sentiment === 'negative',
} as const;
type Filter = keyof typeof filters;
const filterNames = Object.keys(filters) as Filter[];

type Props = { feed: Feed<ConversationView>; now: Date; chosen: string | undefined; choose(customerId: string): void };

/** Who wrote, newest first. */
export function ConversationList({ feed, now, chosen, choose }: Props) {
  const { word } = useLanguage();
  const [filter, setFilter] = useState<Filter>('all');
  const shown = feed.items.filter(filters[filter]);
  const arrived = useArrival(feed.items);

  return (
    <>
      <fieldset class="filters">
        <legend class="unseen">{word('showOnly')}</legend>
        {filterNames.map((name) => (
          <label key={name}>
            <input type="radio" name="filter" checked={filter === name} onChange={() => setFilter(name)} />
            <span>
              {word(name)}
              {name !== 'all' && feed.items.length > 0 && <b>{feed.items.filter(filters[name]).length}</b>}
            </span>
          </label>
        ))}
      </fieldset>
      <p class="unseen" aria-live="polite">
        {arrived && word('newFrom', arrived)}
      </p>
      <ul class="rows" onKeyDown={walk}>
        {shown.map((view) => (
          <ConversationRow
            key={view.conversationId}
            view={view}
            now={now}
            isChosen={view.customerId === chosen}
            choose={choose}
          />
        ))}
      </ul>
      {feed.items.length > 0 && shown.length === 0 && <p class="nothing">{word('nothingMatches')}</p>}
      <MoreButton more={feed.more} label={word('loadMore')} />
    </>
  );
}

/** Arrow keys walk through the rows. */
function walk(event: KeyboardEvent) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const list = event.currentTarget;
  if (step === 0 || !(list instanceof HTMLElement)) return;
  const links = [...list.querySelectorAll('a')];
  const to = links[links.indexOf(document.activeElement as HTMLAnchorElement) + step];
  if (!to) return;
  event.preventDefault();
  to.focus();
}
