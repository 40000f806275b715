import {
  ApiGatewayManagementApiClient,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { cursorOf } from '../channels/web-chat/lines.ts';
import type { ReplySenders } from '../ports/senders.ts';
import type { Sockets } from '../ports/sockets.ts';

/**
 * Pushes a reply to the visitor's open windows. The reply is theirs once it is on the timeline: a window that is closed
 * or loses the push reads it there when it comes back, and knows it by its id, so a push may be repeated.
 */
export function chatSender(callbackUrl: string, sockets: Sockets): ReplySenders['web-chat'] {
  const gateway = new ApiGatewayManagementApiClient({ endpoint: callbackUrl, maxAttempts: 3 });
  return {
    repeatable: true,
    send: async ({ requestId, replyTo: { account, user }, text, by, at }) => {
      const message = { id: requestId, at, by, text, cursor: cursorOf({ at, id: requestId }) };
      const Data = Buffer.from(JSON.stringify({ type: 'reply', message }));
      const windows = await sockets.of(account, user);
      await Promise.all(
        windows.map(async (ConnectionId) => {
          try {
            await gateway.send(new PostToConnectionCommand({ ConnectionId, Data }));
          } catch (error) {
            if (error instanceof GoneException) await sockets.close(ConnectionId);
            // Any other trouble with a push is no trouble with the reply: it waits on the timeline.
          }
        }),
      );
      return { kind: 'sent' };
    },
  };
}
