import type { Ticket } from '../../../functions/shared/ticket.ts';
import { shownName } from '../customer-name.ts';
import { timeAgo } from '../time-ago.ts';
import { ChannelIcon } from './icons.tsx';
import { useLanguage } from './language.tsx';
import { Link } from './link.tsx';
import { MoreButton } from './more-button.tsx';
import type { Feed } from './use-feed.ts';

type Props = { feed: Feed<Ticket>; now: Date; chosen: string | undefined; choose(ticketId: string): void };

/** Open tickets, the most pressing first. */
export function TicketList({ feed, now, chosen, choose }: Props) {
  const { word } = useLanguage();
  return (
    <>
      <ul class="rows">
        {feed.items.map((ticket) => (
          <li key={ticket.ticketId}>
            <Link
              to={{ ticket: ticket.ticketId }}
              choose={() => choose(ticket.ticketId)}
              class="row"
              current={ticket.ticketId === chosen}
            >
              <span class="row-main">
                <span class="row-top">
                  <strong>{shownName(ticket.name, ticket.customerId)}</strong>
                  <ChannelIcon channel={ticket.channel} />
                  <DueMark ticket={ticket} now={now} />
                </span>
                <span class="row-text">{ticket.reasons.map((reason) => reason.because).join(' · ')}</span>
                <span class="row-marks">
                  <span class={`badge ${ticket.priority}`}>{word(ticket.priority)}</span>
                  <span class="push" />
                  <span class="owner">{ticket.owner}</span>
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {feed.isKnown && feed.items.length === 0 && <p class="nothing">{word('noTickets')}</p>}
      <MoreButton more={feed.more} label={word('loadMore')} />
    </>
  );
}

/** When somebody has promised to look, and whether that has passed. */
export function DueMark({ ticket, now }: { ticket: Ticket; now: Date }) {
  const { lang, word } = useLanguage();
  const isOverdue = ticket.dueAt < now.toISOString();
  return (
    <time dateTime={ticket.dueAt} class={isOverdue ? 'overdue' : 'due'}>
      {isOverdue
        ? `${word('overdue')} · ${timeAgo(ticket.dueAt, now, lang)}`
        : word('due', timeAgo(ticket.dueAt, now, lang))}
    </time>
  );
}
