import { useEffect, useState } from 'preact/hooks';
import type { Ticket } from '../../../functions/shared/ticket.ts';
import type { DeskApi } from '../api.ts';
import type { Selection } from '../selection.ts';

/** The ticket that goes with what is open: the one a link names, open or closed, or the customer's open one. */
export function useTicket(api: DeskApi, { ticket: asked, customer }: Selection, open: Ticket[]) {
  const [found, setFound] = useState<{ asked: string; ticket: Ticket | undefined }>();
  const listed = open.find((ticket) => (asked ? ticket.ticketId === asked : ticket.customerId === customer));
  const isListed = listed !== undefined;

  useEffect(() => {
    if (!asked || isListed) return;
    let isOver = false;
    api.ticket(asked).then(
      (ticket) => isOver || setFound({ asked, ticket }),
      () => isOver || setFound({ asked, ticket: undefined }),
    );
    return () => {
      isOver = true;
    };
  }, [api, asked, isListed]);

  const answered = asked && found?.asked === asked ? found : undefined;
  const learn = (ticket: Ticket | undefined) => ticket && setFound({ asked: ticket.ticketId, ticket });
  return {
    learn,
    ticket: listed ?? answered?.ticket,
    isMissing: !listed && answered !== undefined && !answered.ticket,
  };
}
