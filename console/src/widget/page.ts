import { startingLang } from '../words.ts';
import { mountChat } from './mount.ts';

// The chat on a page of its own: `/chat.html?account=lumi&visitor=…&name=…&title=…&lang=zh`.
const asked = new URLSearchParams(location.search);
const lang = startingLang(asked.get('lang'), navigator.language);

const host = document.createElement('heartline-chat');
document.documentElement.lang = lang;
document.body.style.margin = '0';
document.body.append(host);
mountChat(host, {
  base: location.origin,
  account: asked.get('account') ?? '',
  visitor: asked.get('visitor') ?? '',
  name: asked.get('name') ?? undefined,
  title: asked.get('title') ?? undefined,
  lang,
  full: true,
});
