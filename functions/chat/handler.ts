import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import { answering } from '../shared/answering.ts';
import { requestOf } from '../shared/http.ts';
import { openSession } from './sessions.ts';
import { socket } from './socket.ts';
import { wire } from './wiring.ts';

const deps = wire(process.env);
const sessions = answering(deps.observe, (event: APIGatewayProxyEventV2) => openSession(requestOf(event), deps));

export const handler = middy<APIGatewayProxyEventV2 | APIGatewayProxyWebsocketEventV2>().handler(async (event) => {
  if (!('connectionId' in event.requestContext)) return sessions(event as APIGatewayProxyEventV2);
  try {
    return await socket(event as APIGatewayProxyWebsocketEventV2, deps);
  } finally {
    deps.observe.flush();
  }
});
