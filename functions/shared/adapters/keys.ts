import { createHash } from 'node:crypto';
import type { EntryKey } from '../ports/timeline.ts';

// | question                                        | key                                                        |
// | one customer's life, newest or oldest first     | pk = CUST#id, sk = AT#time#entry                           |
// | who a customer is                               | pk = CUST#id, sk = PERSON                                  |
// | who has a conversation                          | pk = CONV#id, sk = STATE                                   |
// | one ticket                                      | pk = TICKET#id, sk = STATE                                 |
// | what became of a send                           | pk = SEND#request, sk = STATE                              |
// | when a message was first seen                   | pk = ARRIVAL#message, sk = STATE                           |
// | a visitor's open chat windows                   | pk = CHAT#account#session, sk = SOCKET#connection          |
// | whose window this is                            | pk = SOCKET#connection, sk = STATE                         |
// | was this chat token used                        | pk = TOKEN#nonce, sk = STATE                               |
// | all that happened in an hour (index `byView`)   | view = HOUR#2026-11-22T09#shard, viewKey = time#entry      |
// | open tickets, by due time (index `byView`)      | view = TICKETS#OPEN, viewKey = due#ticket                  |
// | sends a person has to look at (index `byView`)  | view = SENDS#UNSETTLED, viewKey = time#request             |

export const index = 'byView';

/** Entries of one hour are spread over this many index partitions: 8 take 8,000 writes a second. */
export const hourShards = 8;

/** An id as part of a key: a `#` inside one cannot reach another's partition, and no key gets too long. */
export const part = (id: string) => {
  const safe = encodeURIComponent(id.toWellFormed());
  return safe.length <= 512 ? safe : `sha256-${createHash('sha256').update(id).digest('hex')}`;
};

const shardOf = (entryId: string) => (createHash('sha256').update(entryId).digest()[0] ?? 0) % hourShards;

export const hourView = (hour: string, shard: number) => `HOUR#${hour}#${shard}`;

export const keys = {
  entry: ({ customerId, occurredAt, entryId }: EntryKey) => ({
    pk: `CUST#${part(customerId)}`,
    sk: `AT#${occurredAt}#${part(entryId)}`,
  }),
  entryView: ({ occurredAt, entryId }: Omit<EntryKey, 'customerId'>) => ({
    view: hourView(occurredAt.slice(0, 13), shardOf(entryId)),
    viewKey: `${occurredAt}#${part(entryId)}`,
  }),
  person: (customerId: string) => ({ pk: `CUST#${part(customerId)}`, sk: 'PERSON' }),
  conversation: (conversationId: string) => ({ pk: `CONV#${part(conversationId)}`, sk: 'STATE' }),
  ticket: (ticketId: string) => ({ pk: `TICKET#${part(ticketId)}`, sk: 'STATE' }),
  openTicketView: ({ dueAt, ticketId }: { dueAt: string; ticketId: string }) => ({
    view: 'TICKETS#OPEN',
    viewKey: `${dueAt}#${part(ticketId)}`,
  }),
  send: (requestId: string) => ({ pk: `SEND#${part(requestId)}`, sk: 'STATE' }),
  unsettledView: ({ at, requestId }: { at: string; requestId: string }) => ({
    view: 'SENDS#UNSETTLED',
    viewKey: `${at}#${part(requestId)}`,
  }),
  arrival: (messageId: string) => ({ pk: `ARRIVAL#${part(messageId)}`, sk: 'STATE' }),
  chat: (account: string, session: string) => ({ pk: `CHAT#${part(account)}#${part(session)}` }),
  socket: (connectionId: string) => ({ pk: `SOCKET#${part(connectionId)}`, sk: 'STATE' }),
  chatSocket: (account: string, session: string, connectionId: string) => ({
    pk: `CHAT#${part(account)}#${part(session)}`,
    sk: `SOCKET#${part(connectionId)}`,
  }),
  token: (nonce: string) => ({ pk: `TOKEN#${part(nonce)}`, sk: 'STATE' }),
};
