import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { answerDesk, questionOf } from '../../../functions/desk-api/answer-desk.ts';
import { routes } from '../../../functions/desk-api/routes.ts';
import { conversationIdOf, customerIdOf } from '../../../functions/shared/ids.ts';
import {
  aConversation,
  aMessageEntry,
  aReplyEntry,
  aSend,
  aTicket,
  fakeDeskDeps,
  mei,
  minutesOn,
} from '../../fixtures/builders.ts';

const ask = (
  routeKey: string,
  input: Record<string, unknown>,
  deps: ReturnType<typeof fakeDeskDeps>['deps'],
  ifNoneMatch?: string,
) =>
  answerDesk(
    { routeKey, input, agent: 'ann@lumi.example', ...(ifNoneMatch === undefined ? {} : { ifNoneMatch }) },
    deps,
  );

const customerId = customerIdOf(mei);
const conversationId = conversationIdOf(mei);
const timelineOf = 'GET /v1/customers/{customerId}/timeline';
const requestId = '0b0f7c7e-6d6c-4a51-9d5c-3f5d6d1f0a11';

const pages = {
  [timelineOf]: { customerId },
  'GET /v1/conversations': {},
  'GET /v1/tickets': {},
  'GET /v1/sends/unsettled': {},
};

describe('a question of the desk', () => {
  it.each(
    ['0', '-1', '1e9', '201', '1.5', 'ten', '', [], {}].flatMap((limit) =>
      Object.keys(pages).map((key) => [limit, key] as const),
    ),
  )('with a limit of %j is refused by name: %s', async (limit, key) => {
    const { deps } = fakeDeskDeps();

    expect(await ask(key, { ...pages[key as keyof typeof pages], limit }, deps)).toMatchObject({
      status: 400,
      body: { error: { code: 'input', field: 'limit' } },
    });
  });

  it.each(
    Object.keys(pages).flatMap((key) =>
      ['%%%', 'x'.repeat(2049), '{}', '💥', '2026-99-99T99', '0000-01-01T00'].map((next) => [key, next] as const),
    ),
  )('with a page token nobody gave out is refused by name: %s, %s', async (key, next) => {
    const { deps } = fakeDeskDeps();

    expect(await ask(key, { ...pages[key as keyof typeof pages], next }, deps)).toMatchObject({
      status: 400,
      body: { error: { field: 'next' } },
    });
  });

  it('pages through a timeline, every line once, by tokens that hold', async () => {
    const { deps, timeline } = fakeDeskDeps();
    for (let index = 0; index < 7; index++)
      await timeline.append(aReplyEntry({ entryId: `r-${index}`, occurredAt: minutesOn(index) }));
    const page = z.object({ items: z.array(z.object({ entryId: z.string() })), next: z.string().optional() });

    const seen: string[] = [];
    let next: string | undefined;
    do {
      const { body } = await ask(timelineOf, { customerId, limit: '3', ...(next ? { next } : {}) }, deps);
      const { items, next: more } = page.parse(body);
      seen.push(...items.map(({ entryId }) => entryId));
      next = more;
    } while (next);

    expect(seen).toEqual(['r-6', 'r-5', 'r-4', 'r-3', 'r-2', 'r-1', 'r-0']);
  });

  it('that nobody has is 404, and so is one whose ticket or conversation there is not', async () => {
    const { deps } = fakeDeskDeps();

    for (const key of ['GET /v1/secrets', 'DELETE /v1/tickets', '__proto__', 'constructor', '$default']) {
      expect(await ask(key, {}, deps), key).toMatchObject({ status: 404 });
    }
    expect(await ask('GET /v1/tickets/{ticketId}', { ticketId: 't-9' }, deps)).toMatchObject({ status: 404 });
    expect(await ask('POST /v1/tickets/{ticketId}/close', { ticketId: 't-9' }, deps)).toMatchObject({ status: 404 });
    expect(
      await ask(
        'POST /v1/conversations/{conversationId}/replies',
        { conversationId, requestId, customerId, text: 'Hi' },
        deps,
      ),
    ).toMatchObject({
      status: 404,
    });
  });

  it('whose answer has not changed is not answered again', async () => {
    const { deps, timeline } = fakeDeskDeps();
    await timeline.append(aMessageEntry());
    const first = await ask(timelineOf, { customerId }, deps);
    const etag = first.headers?.etag ?? '';

    expect(await ask(timelineOf, { customerId }, deps, etag)).toMatchObject({
      status: 304,
      body: undefined,
      headers: { etag },
    });
    await timeline.append(aReplyEntry({ occurredAt: minutesOn(1) }));
    expect(await ask(timelineOf, { customerId }, deps, etag)).toMatchObject({ status: 200, body: { items: [{}, {}] } });
  });

  it('is never kept by a cache between us', async () => {
    const { deps } = fakeDeskDeps();

    expect((await ask(timelineOf, { customerId }, deps)).headers?.['cache-control']).toBe('private, no-cache');
  });

  it('about a ticket is answered with it', async () => {
    const { deps, tickets } = fakeDeskDeps();
    await tickets.open(aTicket());

    expect(await ask('GET /v1/tickets/{ticketId}', { ticketId: 't-1' }, deps)).toMatchObject({
      status: 200,
      body: { ticketId: 't-1' },
    });
    expect(await ask('GET /v1/tickets', {}, deps)).toMatchObject({
      status: 200,
      body: { items: [{ ticketId: 't-1' }] },
    });
  });

  it('about what is unsettled shows where it went and why, and none of it settled', async () => {
    const { deps, ledger } = fakeDeskDeps();
    for (const [request, state] of [
      ['r-1', 'unknown'],
      ['r-2', 'failed'],
      ['r-3', 'sent'],
    ] as const) {
      await ledger.claim(aSend({ requestId: request }));
      await ledger.settle(aSend({ requestId: request, state, because: 'timeout' }));
    }

    const { body } = await ask('GET /v1/sends/unsettled', {}, deps);

    expect(body).toEqual({
      items: ['r-2', 'r-1'].map((request) =>
        expect.objectContaining({ requestId: request, to: 'callback', because: 'timeout', customerId, conversationId }),
      ),
    });
    expect(routes['GET /v1/sends/unsettled'].output.safeParse(body).success).toBe(true);
  });

  it('to settle a send takes it off the list, by whom the token names; what is not unsettled is not there', async () => {
    const { deps, ledger } = fakeDeskDeps();
    await ledger.claim(aSend());
    const settle = 'POST /v1/sends/{requestId}/settle';
    expect(await ask(settle, { requestId: 'r-1' }, deps)).toMatchObject({ status: 404 });
    await ledger.settle(aSend({ state: 'unknown', because: 'timeout' }));

    expect(await ask(settle, { requestId: 'r-1', settledBy: 'eve' }, deps)).toMatchObject({
      status: 200,
      body: { requestId: 'r-1', state: 'unknown' },
    });

    expect(ledger.all()).toMatchObject([{ settledBy: 'ann@lumi.example' }]);
    expect(await ask('GET /v1/sends/unsettled', {}, deps)).toMatchObject({ body: { items: [] } });
    expect(await ask(settle, { requestId: 'r-9' }, deps)).toMatchObject({ status: 404 });
  });

  it('that loses a race too often says so, and may be asked again', async () => {
    const { deps, timeline, conversations } = fakeDeskDeps();
    await timeline.append(aMessageEntry());
    await conversations.save(aConversation());

    const answer = await ask(
      'POST /v1/conversations/{conversationId}/replies',
      { conversationId, requestId, customerId, text: 'Hi' },
      { ...deps, conversations: { ...conversations, save: async () => 'conflict' } },
    );

    expect(answer).toMatchObject({ status: 409 });
  });

  it.each<[string, object]>([
    ['requestId', { requestId: 'r_1' }],
    ['text', { text: ' \n ' }],
    ['text', { text: 'x'.repeat(8001) }],
    ['customerId', { customerId: '' }],
    ['customerId', { customerId: { $ne: '' } }],
  ])('to write to a customer is refused for its %s', async (field, change) => {
    const { deps } = fakeDeskDeps();
    const input = { conversationId, requestId, customerId, text: 'Hi', ...change };

    expect(await ask('POST /v1/conversations/{conversationId}/replies', input, deps)).toMatchObject({
      status: 400,
      body: { error: { field } },
    });
  });
});

describe('a question as API Gateway hands it over', () => {
  const anEvent = (change: object) =>
    ({
      routeKey: 'POST /v1/tickets/{ticketId}/close',
      headers: {},
      pathParameters: { ticketId: 't-1' },
      isBase64Encoded: false,
      requestContext: { authorizer: { jwt: { claims: { sub: 's-1' } } } },
      ...change,
    }) as unknown as APIGatewayProxyEventV2WithJWTAuthorizer;

  it('goes by its path, whatever its body and its query say', () => {
    const question = questionOf(anEvent({ body: '{"ticketId":"t-2"}', queryStringParameters: { ticketId: 't-3' } }));

    expect(question?.input.ticketId).toBe('t-1');
  });

  it('may come in base64', () => {
    const body = Buffer.from('{"text":"你好"}').toString('base64');

    expect(questionOf(anEvent({ body, isBase64Encoded: true }))?.input.text).toBe('你好');
  });

  it.each(['{', 'undefined', '\ufeff{}'])('is none when its body is %j', (body) => {
    expect(questionOf(anEvent({ body }))).toBeUndefined();
  });

  it.each(['null', '[]', '17', '"x"'])('says nothing when its body is %s', (body) => {
    expect(questionOf(anEvent({ body }))?.input).toMatchObject({ ticketId: 't-1' });
  });

  it('is asked by whom the token names, never by whom the body does', () => {
    const claims = { email: 'ann@lumi.example', sub: 's-1' };

    expect(
      questionOf(anEvent({ body: '{"agent":"eve"}', requestContext: { authorizer: { jwt: { claims } } } }))?.agent,
    ).toBe('ann@lumi.example');
    expect(questionOf(anEvent({}))?.agent).toBe('s-1');
  });

  it('cannot give an object a new prototype', () => {
    const question = questionOf(
      anEvent({ body: '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}' }),
    );

    expect(question).toBeDefined();
    expect('polluted' in {}).toBe(false);
  });
});
