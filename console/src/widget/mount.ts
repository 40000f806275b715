import { newId } from '../new-id.ts';
import { chatWord, type Lang } from '../words.ts';
import type { Socket } from './connection.ts';
import { chatMemory } from './memory.ts';
import { type ChatSession, type ChatView, chatSession } from './session.ts';
import { chatScreen } from './view.ts';
import styles from './widget.css?inline';

export type ChatOptions = {
  base: string;
  account: string;
  visitor: string;
  name: string | undefined;
  title: string | undefined;
  lang: Lang;
  full: boolean;
};

function later(ms: number, work: () => void) {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
}

function openSocket(url: string, protocols: string[]): Socket {
  const opened = new WebSocket(url, protocols);
  const socket: Socket = {
    send: (text) => opened.send(text),
    close: () => opened.close(),
    onopen: null,
    onmessage: null,
    onclose: null,
  };
  opened.onopen = () => socket.onopen?.();
  opened.onmessage = ({ data }) => socket.onmessage?.({ data: String(data) });
  opened.onclose = () => socket.onclose?.();
  return socket;
}

/** Writes how many replies wait into the page's title, and takes it out again. */
function countInTitle(unread: number) {
  const plain = document.title.replace(/^\(\d+\)( |$)/, '');
  const counted = unread > 0 ? `(${unread}) ${plain}` : plain;
  if (document.title !== counted) document.title = counted;
}

/** Puts the chat on a page, inside a shadow root that the page's styles cannot reach, and connects it. */
export function mountChat(
  host: HTMLElement,
  { base, account, visitor, name, title, lang, full }: ChatOptions,
): ChatSession {
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];
  host.lang = lang;

  const paint = chatScreen(
    root,
    { lang, title: title ?? chatWord(lang, 'title'), full },
    {
      send: (text) => session.send(text),
      read: () => session.read(),
      tryAgain: () => session.nudge(),
    },
  );
  const session = chatSession({
    base,
    account,
    name,
    memory: chatMemory(storage(), [account, visitor].filter(Boolean).join('.')),
    fetch: (...request) => fetch(...request),
    openSocket,
    later,
    now: () => new Date(),
    random: Math.random,
    newId,
    changed(view: ChatView) {
      paint(view);
      countInTitle(view.unread);
    },
  });
  addEventListener('online', () => session.nudge());
  document.addEventListener('visibilitychange', () => document.hidden || session.nudge());
  void session.start();
  return session;
}

/** Reading `localStorage` itself throws where a browser forbids it; then nothing outlives the page. */
function storage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}
