import { type ChatWord, chatWord, type Lang } from '../words.ts';
import { drawing, element, paths } from './element.ts';
import { linesInto } from './lines.ts';
import { maxCharacters } from './protocol.ts';
import type { ChatView } from './session.ts';

export type Actions = { send(text: string): boolean; read(): void; tryAgain(): void };

const showLeftBelow = 300;

/** Builds the chat inside `root`; the answer paints a view. `full` fills the page and has no bubble to close into. */
export function chatScreen(
  root: ShadowRoot,
  { lang, title, full }: { lang: Lang; title: string; full: boolean },
  actions: Actions,
) {
  const word = (name: ChatWord, ...values: number[]) => chatWord(lang, name, ...values);
  let isOpen = full;
  let last: ChatView | undefined;

  const badge = element('span', { class: 'badge', hidden: true });
  const launcher = element(
    'button',
    { class: 'launcher', type: 'button', 'aria-expanded': 'false', click: () => toggle(!isOpen) },
    drawing(paths.bubble),
    badge,
  );
  const closer = element(
    'button',
    { type: 'button', 'aria-label': word('close'), click: () => toggle(false) },
    drawing(paths.close),
  );
  const status = element('span', { class: 'status', role: 'status' });
  const greeting = element(
    'div',
    { class: 'greeting' },
    element('strong', { text: word('greeting') }),
    element('span', { text: word('greetingHint') }),
  );
  const list = element('ol');
  const away = element(
    'div',
    { class: 'away', hidden: true, role: 'alert' },
    element('strong', { text: word('turnedAway') }),
    element('p', { text: word('turnedAwayHint') }),
    element('button', { type: 'button', text: word('tryAgain'), click: actions.tryAgain }),
  );
  const scroll = element(
    'div',
    { class: 'scroll', tabindex: 0, role: 'log', 'aria-live': 'polite', 'aria-label': word('log') },
    greeting,
    list,
    away,
  );
  const text = element('textarea', {
    rows: 1,
    maxlength: maxCharacters,
    placeholder: word('placeholder'),
    'aria-label': word('placeholder'),
    input: growToText,
    keydown: keys,
  });
  const left = element('small', { class: 'left', hidden: true });
  const sender = element(
    'button',
    { class: 'send', type: 'submit', 'aria-label': word('send'), disabled: true },
    drawing(paths.send),
  );
  const form = element(
    'form',
    {
      submit: (event: SubmitEvent) => {
        event.preventDefault();
        submit();
      },
    },
    text,
    left,
    sender,
  );
  const header = element(
    'header',
    {},
    element('div', {}, element(full ? 'h1' : 'h2', { text: title }), status),
    ...(full ? [] : [closer]),
  );
  const panel = element(
    'section',
    { class: 'panel', role: full ? 'main' : 'dialog', 'aria-label': title, hidden: !full, keydown: leave },
    header,
    scroll,
    form,
  );
  const paintLines = linesInto(list, lang);
  root.append(element('div', { class: full ? 'full' : 'bubble' }, panel, ...(full ? [] : [launcher])));

  function growToText() {
    text.style.height = '38px';
    text.style.height = `${Math.min(140, text.scrollHeight)}px`;
    const remaining = maxCharacters - text.value.length;
    left.hidden = remaining > showLeftBelow;
    left.textContent = word('left', remaining);
    sender.disabled = text.value.trim() === '';
  }

  function submit() {
    if (!actions.send(text.value)) return;
    text.value = '';
    growToText();
    scroll.scrollTop = scroll.scrollHeight;
  }

  function keys(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return; // an input method's Enter picks a word
    event.preventDefault();
    submit();
  }

  function leave(event: KeyboardEvent) {
    if (event.key === 'Escape' && !full) toggle(false);
  }

  function toggle(open: boolean) {
    isOpen = open;
    panel.hidden = !open;
    launcher.setAttribute('aria-expanded', String(open));
    if (open) {
      scroll.scrollTop = scroll.scrollHeight;
      text.focus();
      readIfSeen();
    } else launcher.focus();
    if (last) paint(last);
  }

  function readIfSeen() {
    if (isOpen && !document.hidden) actions.read();
  }
  document.addEventListener('visibilitychange', readIfSeen);

  function paint(view: ChatView) {
    const isNew = view.lines.length !== last?.lines.length;
    const atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
    last = view;
    const { phase, lines, unread } = view;
    const turnedAway = phase === 'turned-away';
    paintLines(lines);
    greeting.hidden = lines.length > 0 || turnedAway;
    away.hidden = !turnedAway;
    form.hidden = turnedAway;
    status.className = `status ${phase}`;
    status.textContent = word(turnedAway ? 'turnedAway' : phase);
    badge.hidden = unread === 0 || isOpen;
    badge.textContent = unread > 99 ? '99+' : String(unread);
    launcher.setAttribute(
      'aria-label',
      isOpen ? word('close') : unread > 0 ? word('openUnread', unread) : word('open'),
    );
    if (isNew && atEnd) scroll.scrollTop = scroll.scrollHeight;
    if (isNew) readIfSeen();
  }

  return paint;
}
