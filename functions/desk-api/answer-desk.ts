import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { BadCursor } from '../shared/adapters/cursor.ts';
import { type Answer, problem } from '../shared/http.ts';
import type { Ledger, Send } from '../shared/ports/ledger.ts';
import { TryAgain } from '../shared/unprocessable.ts';
import { type AgentHandDeps, closeTicket, replyAsAgent } from './agent-hand.ts';
import { type LiveListDeps, liveList } from './live-list.ts';
import { openapi } from './openapi.ts';
import { type RouteKey, routes } from './routes.ts';
import type { UnsettledView } from './views.ts';

export type DeskDeps = AgentHandDeps & LiveListDeps & { ledger: Ledger };

/** One question of the desk, signed in by API Gateway already: who asks, and what. */
export type Question = { routeKey: string; input: Record<string, unknown>; agent: string; ifNoneMatch?: string };

export const questionOf = (event: APIGatewayProxyEventV2WithJWTAuthorizer): Question | undefined => {
  let body: unknown = {};
  try {
    body = event.body ? JSON.parse(Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8').toString()) : {};
  } catch {
    return undefined;
  }
  const claims = event.requestContext.authorizer?.jwt.claims ?? {};
  const etag = event.headers['if-none-match'];
  return {
    routeKey: event.routeKey,
    // The path wins: a body cannot speak for another ticket than the address names.
    input: { ...event.queryStringParameters, ...(body as object), ...event.pathParameters },
    agent: String(claims.email ?? claims.sub ?? 'agent'),
    ...(etag === undefined ? {} : { ifNoneMatch: etag }),
  };
};

const unsettledOf = ({ requestId, state, because = '', at, customerId, conversationId, via }: Send): UnsettledView => ({
  requestId,
  state: state === 'failed' ? 'failed' : 'unknown',
  because,
  at,
  customerId,
  conversationId,
  to: via,
});

/** `2026-11-22T09`: an hour that the live list can look back from. */
const isHour = (text: string) => /^\d{4}-\d{2}-\d{2}T\d{2}$/.test(text) && Date.parse(`${text}:00:00.000Z`) > 0;

const missing = () => problem(404, 'missing', 'there is none');
const shown = (body: unknown): Answer => ({ status: 200, body });

/** Answers a question of the desk: reads the input by the route's schema, asks the stores, says what it found. */
export async function answerDesk({ routeKey, input, agent, ifNoneMatch }: Question, deps: DeskDeps): Promise<Answer> {
  if (routeKey === 'GET /v1/openapi.json') return shown(openapi());
  if (!Object.hasOwn(routes, routeKey)) return missing();
  const key = routeKey as RouteKey;
  const parsed = routes[key].input.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return problem(400, 'input', issue?.message ?? 'is not valid', issue?.path.join('.') || 'body');
  }
  try {
    return withEtag(await answerRoute(key, parsed.data, agent, deps), key.startsWith('GET') ? ifNoneMatch : undefined);
  } catch (error) {
    if (error instanceof BadCursor) return problem(400, 'input', 'is not a page token of this list', 'next');
    if (error instanceof TryAgain) return problem(409, 'conflict', error.message);
    throw error;
  }
}

type Inputs = {
  customerId: string;
  conversationId: string;
  ticketId: string;
  limit: number;
  next?: string;
  requestId: string;
  text: string;
};

async function answerRoute(key: RouteKey, data: object, agent: string, deps: DeskDeps): Promise<Answer> {
  const input = data as Inputs; // each case reads only what its route's schema has checked
  const page = { limit: input.limit, ...(input.next === undefined ? {} : { next: input.next }) };
  switch (key) {
    case 'GET /v1/conversations':
      if (page.next !== undefined && !isHour(page.next))
        return problem(400, 'input', 'is not a page token of this list', 'next');
      return shown(await liveList(page, deps));
    case 'GET /v1/customers/{customerId}/timeline': {
      const { entries, ...rest } = await deps.timeline.page(input.customerId, page);
      return shown({ items: entries, ...rest });
    }
    case 'GET /v1/tickets': {
      const { tickets, ...rest } = await deps.tickets.openByDue(page);
      return shown({ items: tickets, ...rest });
    }
    case 'GET /v1/tickets/{ticketId}': {
      const found = await deps.tickets.get(input.ticketId);
      return found ? shown(found) : missing();
    }
    case 'POST /v1/tickets/{ticketId}/close': {
      const closed = await closeTicket(input.ticketId, agent, deps);
      return closed ? shown(closed) : missing();
    }
    case 'POST /v1/conversations/{conversationId}/replies': {
      const sent = await replyAsAgent(input.conversationId, input, agent, deps);
      return sent ? { status: 202, body: sent } : missing();
    }
    case 'POST /v1/sends/{requestId}/settle': {
      const held = await deps.ledger.get(input.requestId);
      if (held?.state !== 'unknown' && held?.state !== 'failed') return missing();
      if ((await deps.ledger.takeOff({ ...held, settledBy: agent })) === 'lost')
        throw new TryAgain('it has just changed');
      return shown(unsettledOf(held));
    }
    case 'GET /v1/sends/unsettled': {
      const { sends, ...rest } = await deps.ledger.unsettled(page);
      return shown({ items: sends.map(unsettledOf), ...rest });
    }
  }
}

/** What has not changed is not sent again. */
function withEtag(answer: Answer, ifNoneMatch: string | undefined): Answer {
  if (answer.status !== 200) return answer;
  const etag = `"${createHash('sha256').update(JSON.stringify(answer.body)).digest('base64url').slice(0, 22)}"`;
  const headers = { ...answer.headers, etag, 'cache-control': 'private, no-cache' };
  return ifNoneMatch === etag ? { status: 304, body: undefined, headers } : { ...answer, headers };
}
