import type { ConversationView } from '../../../functions/desk-api/views.ts';
import { shownName } from '../customer-name.ts';
import { EmotionMark } from './emotion-mark.tsx';
import { ChannelIcon, Icon } from './icons.tsx';
import { useLanguage } from './language.tsx';
import { Link } from './link.tsx';
import { ModeBadge, RiskBar, When } from './marks.tsx';

const speakers = { bot: 'bot', agent: 'person', system: 'system' } as const;

type Props = { view: ConversationView; now: Date; isChosen: boolean; choose(customerId: string): void };

export function ConversationRow({ view, now, isChosen, choose }: Props) {
  const { word } = useLanguage();
  const { customerId, name, channel, lastAt, lastBy, lastText, reading, risk, mode, ticketId } = view;
  return (
    <li>
      <Link to={{ customer: customerId }} choose={() => choose(customerId)} class="row" current={isChosen}>
        <EmotionMark reading={reading} />
        <span class="row-main">
          <span class="row-top">
            <strong>{shownName(name, customerId)}</strong>
            <ChannelIcon channel={channel} />
            <When at={lastAt} now={now} />
          </span>
          <span class="row-text">
            {lastBy !== 'customer' && <em>{word(speakers[lastBy])}: </em>}
            {lastText}
          </span>
          <span class="row-marks">
            {risk && <RiskBar score={risk.score} />}
            <span class="push" />
            {ticketId && (
              <span class="badge ticket" title={word('openTicket')}>
                <Icon name="ticket" />
                {word('ticket')}
              </span>
            )}
            <ModeBadge mode={mode} />
          </span>
        </span>
      </Link>
    </li>
  );
}
