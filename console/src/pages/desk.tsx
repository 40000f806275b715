import { useEffect, useState } from 'preact/hooks';
import type { ConversationView, UnsettledView } from '../../../functions/desk-api/views.ts';
import type { Ticket } from '../../../functions/shared/ticket.ts';
import type { DeskApi, DeskConfig } from '../api.ts';
import type { Order } from '../feed.ts';
import { ChatPanel } from '../parts/chat-panel.tsx';
import { ConversationList } from '../parts/conversation-list.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { useLanguage } from '../parts/language.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { TicketList } from '../parts/ticket-list.tsx';
import { TopBar } from '../parts/top-bar.tsx';
import { UnsettledBanner } from '../parts/unsettled-banner.tsx';
import { useFeed } from '../parts/use-feed.ts';
import { useKept } from '../parts/use-kept.ts';
import { useNow } from '../parts/use-now.ts';
import { useSelection } from '../parts/use-selection.ts';
import { useTicket } from '../parts/use-ticket.ts';
import { Customer } from './customer.tsx';

const latestFirst: Order<ConversationView> = {
  idOf: (view) => view.conversationId,
  before: (one, other) => one.lastAt > other.lastAt,
};
const soonestFirst: Order<Ticket> = {
  idOf: (ticket) => ticket.ticketId,
  before: (one, other) => one.dueAt < other.dueAt,
};
const anyOrder: Order<UnsettledView> = { idOf: (send) => send.requestId, before: () => false };

/** Wide enough to show a customer beside the list. */
const isWide = () => matchMedia('(min-width: 900px)').matches;

type Props = { api: DeskApi; config: DeskConfig; who: string; signOut(): void };

/** Everything an agent needs on one screen: who wrote, one customer's story, and the chat as customers see it. */
export function Desk({ api, config, who, signOut }: Props) {
  const { word } = useLanguage();
  const now = useNow();
  const [selection, choose] = useSelection();
  const [tab, setTab] = useState<'conversations' | 'tickets'>(selection.ticket ? 'tickets' : 'conversations');
  const [chat, setChat] = useKept(
    localStorage,
    'heartline.chat',
    matchMedia('(min-width: 1200px)').matches ? 'shown' : 'hidden',
  );
  const conversations = useFeed(api.conversations, latestFirst, 2_000);
  const tickets = useFeed(api.tickets, soonestFirst, 4_000);
  const unsettled = useFeed(api.unsettled, anyOrder, 10_000);
  const { ticket, isMissing, learn } = useTicket(api, selection, tickets.items);
  const customerId = selection.customer ?? ticket?.customerId;
  const newest = conversations.items[0]?.customerId;
  const isNothingChosen = !selection.customer && !selection.ticket;

  useEffect(() => {
    if (isNothingChosen && newest && isWide()) choose({ customer: newest }, 'replace');
  }, [isNothingChosen, newest, choose]);

  return (
    <div
      class={`desk ${isNothingChosen && conversations.items.length > 0 ? '' : 'has-customer'} ${chat === 'shown' ? 'has-chat' : ''}`}
    >
      <TopBar
        brand={config.brand}
        who={who}
        isOffline={conversations.hasFailed}
        hasChat={chat === 'shown'}
        showChat={() => setChat('shown')}
        signOut={signOut}
      />
      <UnsettledBanner
        sends={unsettled.items}
        now={now}
        choose={(customer) => choose({ customer })}
        settle={(requestId) => api.settle(requestId).then(unsettled.refresh)}
      />
      <nav class="lists" aria-label={word(tab)}>
        <Tabs<'conversations' | 'tickets'>
          chosen={tab}
          choose={setTab}
          tabs={[
            { id: 'conversations', label: word('conversations') },
            { id: 'tickets', label: word('tickets'), count: tickets.items.length },
          ]}
        >
          {tab === 'conversations' ? (
            <ConversationList
              feed={conversations}
              now={now}
              chosen={customerId}
              choose={(customer) => choose({ customer })}
            />
          ) : (
            <TicketList feed={tickets} now={now} chosen={ticket?.ticketId} choose={(id) => choose({ ticket: id })} />
          )}
        </Tabs>
      </nav>
      <main id="customer" tabIndex={-1}>
        {customerId ? (
          <Customer
            api={api}
            customerId={customerId}
            view={conversations.items.find((view) => view.customerId === customerId)}
            ticket={ticket}
            now={now}
            back={() => choose({})}
            changed={(closed) => {
              learn(closed);
              void tickets.refresh();
              void conversations.refresh();
            }}
          />
        ) : isMissing ? (
          <p class="nothing">{word('notFound')}</p>
        ) : (
          conversations.isKnown && <EmptyState isEmpty={conversations.items.length === 0} hasChat={chat === 'shown'} />
        )}
      </main>
      {chat === 'shown' && <ChatPanel account={config.account} brand={config.brand} hide={() => setChat('hidden')} />}
    </div>
  );
}
