import { useCallback, useEffect, useRef } from 'preact/hooks';
import type { ConversationView } from '../../../functions/desk-api/views.ts';
import type { Entry } from '../../../functions/shared/entry.ts';
import type { Ticket } from '../../../functions/shared/ticket.ts';
import type { DeskApi } from '../api.ts';
import { shownName } from '../customer-name.ts';
import type { Order } from '../feed.ts';
import { CurveChart } from '../parts/curve-chart.tsx';
import { CustomerHeader } from '../parts/customer-header.tsx';
import { useLanguage } from '../parts/language.tsx';
import { MoreButton } from '../parts/more-button.tsx';
import { ReplyBox, type Way } from '../parts/reply-box.tsx';
import { Timeline } from '../parts/timeline.tsx';
import { useFeed } from '../parts/use-feed.ts';
import { useKept } from '../parts/use-kept.ts';

const newestFirst: Order<Entry> = {
  idOf: (entry) => entry.entryId,
  before: (one, other) =>
    one.occurredAt > other.occurredAt || (one.occurredAt === other.occurredAt && one.entryId > other.entryId),
};

/** The conversations a customer has had with us, the latest first. */
function waysOf(entries: Entry[]): Way[] {
  const ways = new Map<string, Way>();
  for (const { conversationId, channel } of entries) {
    if (!ways.has(conversationId)) ways.set(conversationId, { conversationId, channel });
  }
  return [...ways.values()];
}

const nameIn = (entries: Entry[]) => entries.find((entry) => entry.kind === 'message' && entry.message.name);

type Props = {
  api: DeskApi;
  customerId: string;
  view: ConversationView | undefined;
  ticket: Ticket | undefined;
  now: Date;
  back(): void;
  changed(closed: Ticket | undefined): void;
};

/** One customer: what they feel, what was said, and what we say next. */
export function Customer({ api, customerId, view, ticket, now, back, changed }: Props) {
  const { word } = useLanguage();
  const ask = useCallback((next?: string) => api.timeline(customerId, next), [api, customerId]);
  const feed = useFeed(ask, newestFirst, 2_000);
  const [draft, setDraft] = useKept(sessionStorage, `heartline.draft.${customerId}`, '');
  const scroll = useRef<HTMLDivElement>(null);

  // Another customer's story starts at its top.
  useEffect(() => scroll.current?.scrollTo(0, 0), [customerId]);

  function use(answer: string) {
    setDraft(answer);
    document.getElementById('reply')?.focus();
  }

  async function close(ticketId: string) {
    const closed = await api.closeTicket(ticketId);
    changed(closed);
    await feed.refresh();
  }

  const told = nameIn(feed.items);
  const name = shownName(
    view?.name ?? ticket?.name ?? (told?.kind === 'message' ? told.message.name : undefined),
    customerId,
  );
  const ways = waysOf(feed.items);
  return (
    <>
      <CustomerHeader
        key={customerId}
        name={name}
        customerId={customerId}
        ways={ways}
        mode={view?.mode ?? (ticket && ticket.state !== 'closed' ? 'human' : 'bot')}
        ticket={ticket}
        now={now}
        back={back}
        close={close}
      />
      <div class="story" ref={scroll}>
        <CurveChart entries={feed.items} now={now} />
        <ReplyBox
          key={customerId}
          api={api}
          customerId={customerId}
          name={name}
          ways={ways}
          draft={draft}
          setDraft={setDraft}
          sent={() => void feed.refresh()}
        />
        {feed.isKnown || <p class="nothing">{word('loading')}</p>}
        {feed.isKnown && feed.items.length === 0 && <p class="nothing">{word('notFound')}</p>}
        <Timeline entries={feed.items} now={now} use={use} />
        <MoreButton more={feed.more} label={word('older')} />
      </div>
    </>
  );
}
