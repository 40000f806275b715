import { expect, it } from 'vitest';
import type { Sockets } from '../../functions/shared/ports/sockets.ts';
import { hostileIds } from './hostile-ids.ts';

const window = { session: 's-1', account: 'lumi', name: 'Mei' };

/** What every register of chat windows promises. */
export function socketsContract(make: () => Sockets | Promise<Sockets>) {
  const soon = new Date(Date.now() + 300_000);

  it('knows whose window is open, until it is closed', async () => {
    const sockets = await make();
    await sockets.open({ ...window, connectionId: 'c-1' });

    expect(await sockets.owner('c-1')).toEqual(window);
    expect(await sockets.owner('c-2')).toBeUndefined();
    await sockets.close('c-1');
    expect(await sockets.owner('c-1')).toBeUndefined();
    expect(await sockets.of('lumi', 's-1')).toEqual([]);
  });

  it('needs no name', async () => {
    const sockets = await make();
    const { name: _, ...nameless } = window;
    await sockets.open({ ...nameless, connectionId: 'c-1' });

    expect(await sockets.owner('c-1')).toEqual(nameless);
  });

  it('finds all windows of a visitor, and nobody else’s', async () => {
    const sockets = await make();
    await sockets.open({ ...window, connectionId: 'c-1' });
    await sockets.open({ ...window, connectionId: 'c-2' });
    await sockets.open({ ...window, session: 's-2', connectionId: 'c-3' });
    await sockets.open({ ...window, account: 'nova', connectionId: 'c-4' });

    expect((await sockets.of('lumi', 's-1')).toSorted()).toEqual(['c-1', 'c-2']);
    expect(await sockets.of('lumi', 's-9')).toEqual([]);
  });

  it('closes what is not open without complaint', async () => {
    const sockets = await make();

    await sockets.close('c-1');
    await sockets.close('c-1');
    expect(await sockets.owner('c-1')).toBeUndefined();
  });

  it('lets a token be used once, also by twenty at once', async () => {
    const sockets = await make();

    const told = await Promise.all(Array.from({ length: 20 }, () => sockets.useToken('n-1', soon)));

    expect(told.filter((each) => each === 'used')).toHaveLength(1);
    expect(await sockets.useToken('n-1', soon)).toBe('used-before');
    expect(await sockets.useToken('n-2', soon)).toBe('used');
  });

  it.each(hostileIds)('takes a session called %j for nobody else’s', async (session) => {
    const sockets = await make();
    await sockets.open({ ...window, session, connectionId: 'L0SM9cOFvHcCIhw=' });

    expect(await sockets.of('lumi', session)).toEqual(['L0SM9cOFvHcCIhw=']);
    expect(await sockets.of(`lumi#${session}`, session)).toEqual([]);
    expect(await sockets.of('lumi', `${session}x`)).toEqual([]);
  });
}
