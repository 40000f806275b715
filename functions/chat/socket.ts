import type { APIGatewayProxyStructuredResultV2, APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import type { IntakeDeps } from '../shared/intake.ts';
import type { Observe } from '../shared/observe.ts';
import type { Sockets } from '../shared/ports/sockets.ts';
import { keysFor } from '../shared/secrets.ts';
import { converse } from './converse.ts';
import { mayChat, type SessionDeps, visitorOf } from './sessions.ts';

export type SocketDeps = IntakeDeps & SessionDeps & { sockets: Sockets; observe: Observe };

/** The name of our protocol; the token travels as a second one, where no access log keeps it. */
export const protocol = 'heartline.v1';

type ConnectEvent = APIGatewayProxyWebsocketEventV2 & { headers?: Record<string, string | undefined> };

const refused = (statusCode: number): APIGatewayProxyStructuredResultV2 => ({ statusCode, body: '' });

/** One event of a socket: opened, closed, or a frame. What is answered goes back on the socket. */
export async function socket(event: ConnectEvent, deps: SocketDeps): Promise<APIGatewayProxyStructuredResultV2> {
  const { connectionId, eventType } = event.requestContext;
  switch (eventType) {
    case 'CONNECT':
      return connect(connectionId, event.headers ?? {}, deps);
    case 'DISCONNECT':
      await deps.sockets.close(connectionId);
      return { statusCode: 200 };
    case 'MESSAGE': {
      const visitor = await deps.sockets.owner(connectionId);
      if (!visitor) return refused(403);
      const answer = await converse(event.body ?? '', visitor, deps);
      return answer ? { statusCode: 200, body: JSON.stringify(answer) } : { statusCode: 200 };
    }
  }
}

async function connect(connectionId: string, given: Record<string, string | undefined>, deps: SocketDeps) {
  const headers = Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  const { secrets, settings, siteUrl, sockets, observe, now } = deps;
  const [name, token = ''] = (headers['sec-websocket-protocol'] ?? '').split(',').map((each) => each.trim());
  const visitor = name === protocol ? visitorOf(token, keysFor(await secrets(), 'chat'), now()) : undefined;
  if (!visitor) return refused(401);
  if (!mayChat(await settings(), visitor.account, headers.origin, siteUrl)) return refused(403);
  const { session, account, nonce, expires } = visitor;
  if ((await sockets.useToken(nonce, new Date(expires))) === 'used-before') return refused(401);
  await sockets.open({ connectionId, session, account, ...(visitor.name === undefined ? {} : { name: visitor.name }) });
  observe.outcome('chatOpened', { session });
  return { statusCode: 200, headers: { 'Sec-WebSocket-Protocol': protocol } };
}
