import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { answering } from '../shared/answering.ts';
import { requestOf } from '../shared/http.ts';
import { receive } from './receive.ts';
import { wire } from './wiring.ts';

const deps = wire(process.env);

export const handler = middy<APIGatewayProxyEventV2>().handler(
  answering(deps.observe, (event) => receive(requestOf(event), deps)),
);
