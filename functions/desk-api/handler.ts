import middy from '@middy/core';
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { answering } from '../shared/answering.ts';
import { problem } from '../shared/http.ts';
import { answerDesk, questionOf } from './answer-desk.ts';
import { wire } from './wiring.ts';

const deps = wire(process.env);

export const handler = middy<APIGatewayProxyEventV2WithJWTAuthorizer>().handler(
  answering(deps.observe, async (event: APIGatewayProxyEventV2WithJWTAuthorizer) => {
    const question = questionOf(event);
    return question ? answerDesk(question, deps) : problem(400, 'input', 'must be JSON', 'body');
  }),
);
