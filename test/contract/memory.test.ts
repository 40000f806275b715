import { describe } from 'vitest';
import { memoryOutbox } from '../../functions/shared/adapters/memory-outbox.ts';
import {
  memoryArrivals,
  memoryBodies,
  memoryConversations,
  memoryCustomers,
  memoryLedger,
  memorySockets,
  memoryTickets,
} from '../../functions/shared/adapters/memory-stores.ts';
import { memoryTimeline } from '../../functions/shared/adapters/memory-timeline.ts';
import { toStage } from '../fixtures/builders.ts';
import { arrivalsContract } from './arrivals-contract.ts';
import { bodiesContract } from './bodies-contract.ts';
import { conversationsContract } from './conversations-contract.ts';
import { customersContract } from './customers-contract.ts';
import { ledgerContract } from './ledger-contract.ts';
import { outboxContract } from './outbox-contract.ts';
import { socketsContract } from './sockets-contract.ts';
import { ticketsContract } from './tickets-contract.ts';
import { timelineContract } from './timeline-contract.ts';

// The same suites run on DynamoDB, SQS and S3 in test/integration/adapters.test.ts.

describe('memory timeline', () => timelineContract(memoryTimeline));
describe('memory conversations', () => conversationsContract(memoryConversations));
describe('memory tickets', () => ticketsContract(memoryTickets));
describe('memory customers', () => customersContract(memoryCustomers));
describe('memory ledger', () => ledgerContract(memoryLedger));
describe('memory arrivals', () => arrivalsContract(memoryArrivals));
describe('memory bodies', () => bodiesContract(memoryBodies));
describe('memory sockets', () => socketsContract(memorySockets));
describe('memory outbox', () =>
  outboxContract(() => {
    const outbox = memoryOutbox();
    return { outbox, arrived: async (stage) => toStage(outbox.sent, stage) };
  }));
