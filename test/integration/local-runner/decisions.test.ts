import { Cron } from 'croner';
import { describe, expect, it } from 'vitest';
import { behaviorFor } from '../../../local/distribution.ts';
import { matchRoute } from '../../../local/http-routes.ts';
import { isFor } from '../../../local/mail-in.ts';
import { generatedSecret, generateSecretString } from '../../../local/random-password.ts';
import { cronPattern, rateMs } from '../../../local/schedules.ts';
import { selectRoute } from '../../../local/websocket-event.ts';
import { type Item, indexWriteUnits, tableWriteUnits } from '../../../local/write-units.ts';

describe('the route of a request', () => {
  const keys = ['$default', 'ANY /{proxy+}', 'GET /a/{id}', 'ANY /a/b', 'GET /a/b', 'POST /a/{rest+}', 'ANY /{x}/c'];
  const routes = keys.map((key) => ({ key, target: key }));

  it.each([
    ['GET', '/a/b', 'GET /a/b', {}],
    ['POST', '/a/b', 'ANY /a/b', {}],
    ['GET', '/a/%E5%8C%85', 'GET /a/{id}', { id: '包' }],
    ['POST', '/a/x/y', 'POST /a/{rest+}', { rest: 'x/y' }],
    ['POST', '/a/c', 'ANY /{x}/c', { x: 'a' }],
    ['PUT', '/z', 'ANY /{proxy+}', { proxy: 'z' }],
    ['PUT', '/', '$default', {}],
  ])('%s %s is %s', (method, path, key, pathParameters) => {
    expect(matchRoute(routes, method, path)).toEqual({ route: { key, target: key }, pathParameters });
  });
});

describe('the route of a WebSocket message', () => {
  it('is the one it names, else the default', () => {
    const choose = (body: string, routes = ['$default', 'say']) => selectRoute('$request.body.action', body, routes);

    expect(choose('{"action":"say"}')).toBe('say');
    expect(choose('{"action":"sing"}')).toBe('$default');
    expect(choose('not json')).toBe('$default');
    expect(choose('{}', ['say'])).toBeUndefined();
  });
});

describe('the behaviour for a path', () => {
  it('is the first whose pattern fits', () => {
    const behavior = (PathPattern: string) => ({ PathPattern, TargetOriginId: PathPattern, FunctionAssociations: [] });
    const config = { DefaultCacheBehavior: behavior('*'), CacheBehaviors: [behavior('/v1/*'), behavior('*.png')] };
    const patterns = ['/v1/x/y', '/deep/a.png', '/v1', '/v1.5/x'].map((path) => behaviorFor(config, path).PathPattern);

    expect(patterns).toEqual(['/v1/*', '*.png', '*', '*']);
  });
});

describe('a schedule', () => {
  it('is a rate or six cron fields with Sunday as the first day', () => {
    expect([rateMs('rate(5 minutes)'), rateMs('rate(1 hour)'), rateMs('cron(0 8 * * ? *)')]).toEqual([
      300_000,
      3_600_000,
      undefined,
    ]);
    const job = new Cron(cronPattern('cron(30 8 ? * 2 *)') ?? '', {
      timezone: 'UTC',
      alternativeWeekdays: true,
      mode: '7-part',
    });

    expect(job.nextRun(new Date('2026-11-22T00:00:00Z'))?.toISOString()).toBe('2026-11-23T08:30:00.000Z'); // a Monday
    job.stop();
  });
});

describe('mail for a rule', () => {
  it('is meant for its address, labels included, its domain, or what lies below it', () => {
    const isMine = (rule: string, address: string) => isFor({ recipients: [rule] }, address);

    expect(isMine('help@shop.example', 'Help+42@Shop.example')).toBe(true);
    expect(isMine('shop.example', 'any@shop.example')).toBe(true);
    expect(isMine('shop.example', 'any@mail.shop.example')).toBe(false);
    expect(isMine('.shop.example', 'any@mail.shop.example')).toBe(true);
    expect(isFor({ recipients: [] }, 'any@where.example')).toBe(true);
  });
});

describe('a generated secret', () => {
  it('has the template around it, the length and only the characters asked for', () => {
    const wanted = {
      SecretStringTemplate: '{"a":1}',
      GenerateStringKey: 'key',
      PasswordLength: 20,
      ExcludePunctuation: true,
    };
    const secret = JSON.parse(generatedSecret(generateSecretString.parse(wanted))) as { a: number; key: string };

    expect(secret).toEqual({ a: 1, key: expect.stringMatching(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z\d]{20}$/) });
  });
});

describe('write units', () => {
  const index = { IndexName: 'i', KeySchema: [{ AttributeName: 'view' }], Projection: { ProjectionType: 'ALL' } };
  const keysOnly = { ...index, Projection: { ProjectionType: 'KEYS_ONLY' } };
  const size = (item: Item) => JSON.stringify(item).length;
  const item = (view: string | undefined, text = ''): Item => ({ pk: 'p', ...(view && { view }), text });
  const cost = (before: Item | undefined, after: Item | undefined, one = index) =>
    indexWriteUnits(one, ['pk'], before, after, size);

  it('of an index: one for an entry that comes or goes, two for one that moves, none for one that stays', () => {
    expect(cost(undefined, item('a'))).toBe(1);
    expect(cost(item('a'), undefined)).toBe(1);
    expect(cost(item('a'), item('b'))).toBe(2);
    expect(cost(item('a'), item('a'))).toBe(0);
    expect(cost(undefined, item(undefined))).toBe(0);
    expect(cost(item('a', 'x'), item('a', 'y'))).toBe(1);
    expect(cost(item('a', 'x'), item('a', 'y'), keysOnly)).toBe(0);
    expect(cost(undefined, item('a', 'x'.repeat(2000)))).toBe(2);
  });

  it('of a table: the larger of before and after', () => {
    expect(tableWriteUnits(item('a', 'x'.repeat(3000)), item('a'), size)).toBe(3);
    expect(tableWriteUnits(undefined, undefined, size)).toBe(1);
  });
});
