import { startingLang } from '../words.ts';
import { mountChat } from './mount.ts';

// Only while a classic script runs does the page say which one it is, so this is read at once.
const script = document.currentScript as HTMLScriptElement | null;

function embed({ src, dataset }: HTMLScriptElement) {
  const host = document.createElement('heartline-chat');
  document.body.append(host);
  mountChat(host, {
    base: new URL(src).origin,
    account: dataset.account ?? '',
    visitor: dataset.visitor ?? '',
    name: dataset.name,
    title: dataset.title,
    lang: startingLang(dataset.lang ?? null, document.documentElement.lang || navigator.language),
    full: false,
  });
}

if (script) {
  if (document.body) embed(script);
  else addEventListener('DOMContentLoaded', () => embed(script));
}
