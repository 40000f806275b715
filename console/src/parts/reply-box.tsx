import { useEffect, useRef, useState } from 'preact/hooks';
import type { AgentReply } from '../../../functions/desk-api/views.ts';
import type { DeskApi } from '../api.ts';
import { newId } from '../new-id.ts';
import { channelLabel } from './icons.tsx';
import { useLanguage } from './language.tsx';

/** Where a reply can go: the conversations a customer has had with us, the latest first. */
export type Way = { conversationId: string; channel: string };

const tellForMs = 6_000;

type Props = {
  api: DeskApi;
  customerId: string;
  name: string;
  ways: Way[];
  draft: string;
  setDraft(text: string): void;
  sent(): void;
};

/** Writes to the customer. The same text is sent under the same request id until the server has taken it. */
export function ReplyBox({ api, customerId, name, ways, draft, setDraft, sent }: Props) {
  const { word } = useLanguage();
  const [chosen, setChosen] = useState<string>();
  const [status, setStatus] = useState<{ kind: 'idle' | 'busy' | 'taken' } | { kind: 'refused'; why: string }>({
    kind: 'idle',
  });
  const request = useRef<AgentReply>(undefined);
  const way = ways.find((one) => one.conversationId === chosen) ?? ways[0];
  const text = draft.trim();

  useEffect(() => {
    if (status.kind !== 'taken') return;
    const timer = setTimeout(() => setStatus({ kind: 'idle' }), tellForMs);
    return () => clearTimeout(timer);
  }, [status]);

  async function send() {
    if (!way || text === '' || status.kind === 'busy') return;
    if (request.current?.text !== text) request.current = { requestId: newId(), customerId, text };
    setStatus({ kind: 'busy' });
    try {
      await api.reply(way.conversationId, request.current);
      request.current = undefined;
      setDraft('');
      setStatus({ kind: 'taken' });
      sent();
    } catch (error) {
      setStatus({ kind: 'refused', why: error instanceof Error ? error.message : String(error) });
    }
  }

  return (
    <form
      class={`reply-box ${text !== '' || status.kind !== 'idle' ? 'has-draft' : ''}`}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <textarea
        id="reply"
        rows={1}
        maxLength={8000}
        value={draft}
        placeholder={word('replyAs', name)}
        aria-label={word('replyAs', name)}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
        }}
      />
      <footer>
        {ways.length > 1 && (
          <select
            aria-label={word('replyVia')}
            value={way?.conversationId}
            onChange={(event) => setChosen(event.currentTarget.value)}
          >
            {ways.map(({ conversationId, channel }) => (
              <option key={conversationId} value={conversationId}>
                {channelLabel(channel)}
              </option>
            ))}
          </select>
        )}
        <span class={`status ${status.kind}`} role="status">
          {status.kind === 'taken' && word('onItsWay')}
          {status.kind === 'refused' && status.why}
          {status.kind === 'idle' && <span class="hint key">{word('sendKey')}</span>}
        </span>
        <button type="submit" class="primary" disabled={!way || text === '' || status.kind === 'busy'}>
          {word(status.kind === 'busy' ? 'sending' : 'send')}
        </button>
      </footer>
    </form>
  );
}
