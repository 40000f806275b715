import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Customers } from '../ports/customers.ts';
import { ifAbsent, putIf, type Table } from './dynamo.ts';
import { keys } from './keys.ts';

const person = z.object({
  customerId: z.string(),
  channel: z.string(),
  account: z.string(),
  user: z.string(),
  firstSeenAt: z.string(),
  name: z.string().exactOptional(),
  tier: z.string().exactOptional(),
});

/** Customers in the one table. */
export const dynamoCustomers = (table: Table): Customers => ({
  get: async (customerId) => {
    const { Item } = await table.db.send(new GetCommand({ TableName: table.name, Key: keys.person(customerId) }));
    return Item && person.parse(Item);
  },
  create: async (customer) =>
    (await putIf(table, { ...keys.person(customer.customerId), ...customer }, ifAbsent)) ? 'created' : 'seen-before',
});
