import { expect, it } from 'vitest';
import type { Customers } from '../../functions/shared/ports/customers.ts';
import { mei, wednesday } from '../fixtures/builders.ts';
import { hostileIds } from './hostile-ids.ts';

const met = { ...mei, customerId: 'c-1', firstSeenAt: wednesday };

/** What every store of customers promises. */
export function customersContract(make: () => Customers | Promise<Customers>) {
  it('knows whom it has met, and nobody else', async () => {
    const customers = await make();

    expect(await customers.create({ ...met, name: '林悦', tier: 'gold' })).toBe('created');
    expect(await customers.get('c-1')).toEqual({ ...met, name: '林悦', tier: 'gold' });
    expect(await customers.get('c-2')).toBeUndefined();
  });

  it('keeps the first acquaintance of twenty at once', async () => {
    const customers = await make();

    const told = await Promise.all(
      Array.from({ length: 20 }, (_, index) => customers.create({ ...met, name: `name ${index}` })),
    );

    const first = told.indexOf('created');
    expect(told.filter((each) => each === 'created')).toHaveLength(1);
    expect(await customers.get('c-1')).toEqual({ ...met, name: `name ${first}` });
  });

  it('needs neither a name nor a tier', async () => {
    const customers = await make();
    await customers.create(met);

    expect(await customers.get('c-1')).toEqual(met);
  });

  it.each(hostileIds)('takes %j for nobody else', async (customerId) => {
    const customers = await make();
    await customers.create({ ...met, customerId });
    await customers.create({ ...met, customerId: 'c-other' });

    expect(await customers.get(customerId)).toEqual({ ...met, customerId });
    expect(await customers.get(`${customerId}x`)).toBeUndefined();
  });
}
