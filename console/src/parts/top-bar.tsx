import { Icon, Mark } from './icons.tsx';
import { useLanguage } from './language.tsx';

type Props = { brand: string; who: string; isOffline: boolean; hasChat: boolean; showChat(): void; signOut(): void };

export function TopBar({ brand, who, isOffline, hasChat, showChat, signOut }: Props) {
  const { word, change } = useLanguage();
  return (
    <header class="top-bar">
      <a class="skip" href="#customer">
        {word('skip')}
      </a>
      <h1>
        <Mark />
        Heartline
        <small>{brand}</small>
      </h1>
      <span class="offline" role="status">
        {isOffline && word('offline')}
      </span>
      {!hasChat && (
        <button type="button" class="quiet" aria-label={word('showChat')} onClick={showChat}>
          <Icon name="bubble" />
          <span class="wide">{word('showChat')}</span>
        </button>
      )}
      <button type="button" class="quiet" lang={word('language') === '中文' ? 'zh' : 'en'} onClick={change}>
        {word('language')}
      </button>
      {who && <span class="who wide">{who}</span>}
      <button type="button" class="quiet wide" onClick={signOut}>
        {word('signOut')}
      </button>
    </header>
  );
}
