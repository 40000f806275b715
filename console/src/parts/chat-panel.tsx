import { newId } from '../new-id.ts';
import { Icon } from './icons.tsx';
import { useLanguage } from './language.tsx';
import { useKept } from './use-kept.ts';

/** The web chat beside the desk, so that both sides of a conversation are on one screen. */
export function ChatPanel({ account, brand, hide }: { account: string; brand: string; hide(): void }) {
  const { lang, word } = useLanguage();
  const [visitor, setVisitor] = useKept(localStorage, 'heartline.visitor', 'desk');
  return (
    <aside class="chat" aria-label={word('chat')}>
      <header>
        <div>
          <h2>{word('chat')}</h2>
          <p>{word('asCustomer')}</p>
        </div>
        <button type="button" class="quiet" onClick={() => setVisitor(newId().slice(0, 8))}>
          <Icon name="refresh" />
          {word('newVisitor')}
        </button>
        <button
          type="button"
          class="quiet only-icon"
          aria-label={word('hideChat')}
          title={word('hideChat')}
          onClick={hide}
        >
          <Icon name="side" />
        </button>
      </header>
      <iframe
        key={visitor}
        title={word('chat')}
        src={`/chat.html?${new URLSearchParams({ account, visitor, title: brand, lang })}`}
      />
    </aside>
  );
}
