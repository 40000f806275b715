import { useState } from 'preact/hooks';
import type { UnsettledView } from '../../../functions/desk-api/views.ts';
import { Icon } from './icons.tsx';
import { useLanguage } from './language.tsx';
import { Link } from './link.tsx';
import { When } from './marks.tsx';

type Props = {
  sends: UnsettledView[];
  now: Date;
  choose(customerId: string): void;
  settle(requestId: string): Promise<void>;
};

/** Replies nobody knows the fate of, until a person settles them. */
export function UnsettledBanner({ sends, now, choose, settle }: Props) {
  const { word } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  if (sends.length === 0) return null;
  return (
    <section class="unsettled" aria-labelledby="unsettled-title">
      <p>
        <Icon name="warning" />
        <span id="unsettled-title" role="status">
          {sends.length === 1 ? word('unsettledOne') : word('unsettledMany', sends.length)}
        </span>
        <button type="button" class="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {word(isOpen ? 'hide' : 'review')}
        </button>
      </p>
      {isOpen && (
        <ul>
          {sends.map(({ requestId, state, because, at, customerId, to }) => (
            <li key={requestId}>
              <strong>{to}</strong>
              <span>
                {word(state)}: {because}
              </span>
              <When at={at} now={now} />
              {customerId && (
                <Link to={{ customer: customerId }} choose={() => choose(customerId)}>
                  {word('openCustomer')}
                </Link>
              )}
              <button type="button" class="quiet" onClick={() => void settle(requestId)}>
                {word('settled')}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
