import { useState } from 'preact/hooks';
import type { Ticket } from '../../../functions/shared/ticket.ts';
import { ChannelIcon, Icon } from './icons.tsx';
import { useLanguage } from './language.tsx';
import { ModeBadge } from './marks.tsx';
import type { Way } from './reply-box.tsx';
import { DueMark } from './ticket-list.tsx';

type Props = {
  name: string;
  customerId: string;
  ways: Way[];
  mode: 'bot' | 'human';
  ticket: Ticket | undefined;
  now: Date;
  back(): void;
  close(ticketId: string): Promise<void>;
};

/** Who this is, who looks after them, and the way back to the bot. */
export function CustomerHeader({ name, customerId, ways, mode, ticket, now, back, close }: Props) {
  const { word } = useLanguage();
  return (
    <header class="customer-header">
      <button type="button" class="quiet back" aria-label={word('back')} onClick={back}>
        <Icon name="back" />
      </button>
      <div>
        <h2 id="customer-name" tabIndex={-1}>
          {name}
        </h2>
        <p>
          {ways.map(({ conversationId, channel }) => (
            <ChannelIcon key={conversationId} channel={channel} />
          ))}
          <code title={customerId}>{customerId.slice(0, 10)}</code>
        </p>
      </div>
      <span class="push" />
      {ticket && ticket.state !== 'closed' && (
        <span class="ticket-facts">
          <span class={`badge ${ticket.priority}`}>{word(ticket.priority)}</span>
          <span class="owner">{ticket.owner}</span>
          <DueMark ticket={ticket} now={now} />
        </span>
      )}
      {ticket?.state === 'closed' && <span class="badge">{word('closed')}</span>}
      <ModeBadge mode={mode} />
      {ticket && ticket.state !== 'closed' && <CloseButton close={() => close(ticket.ticketId)} />}
    </header>
  );
}

/** Closing hands the customer back to the bot, so it asks once. */
function CloseButton({ close }: { close(): Promise<void> }) {
  const { word } = useLanguage();
  const [step, setStep] = useState<'idle' | 'sure' | 'busy' | 'failed'>('idle');

  async function press() {
    if (step === 'idle' || step === 'failed') return setStep('sure');
    setStep('busy');
    await close().catch(() => setStep('failed'));
  }
  return (
    <button
      type="button"
      class={step === 'sure' ? 'primary' : 'outline'}
      disabled={step === 'busy'}
      onClick={() => void press()}
      onBlur={() => step === 'sure' && setStep('idle')}
    >
      {word(
        step === 'sure' ? 'closeSure' : step === 'busy' ? 'loading' : step === 'failed' ? 'tryAgain' : 'closeTicket',
      )}
    </button>
  );
}
