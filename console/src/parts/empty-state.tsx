import { Mark } from './icons.tsx';
import { useLanguage } from './language.tsx';

/** What to do next when no customer is open. */
export function EmptyState({ isEmpty, hasChat }: { isEmpty: boolean; hasChat: boolean }) {
  const { word } = useLanguage();
  return (
    <div class="empty">
      <Mark />
      <h2>{word(isEmpty ? 'emptyTitle' : 'chooseTitle')}</h2>
      {isEmpty ? (
        <p>
          {word(hasChat ? 'emptyHint' : 'emptyNoChat')} <code>npm run demo</code> {word('emptyHintAfter')}
        </p>
      ) : (
        <p>{word('chooseHint')}</p>
      )}
    </div>
  );
}
