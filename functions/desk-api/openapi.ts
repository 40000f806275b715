import * as z from 'zod';
import { postedMessage } from '../shared/channels/http-api/parse.ts';
import { routes } from './routes.ts';

const schemaOf = (schema: z.ZodType, io: 'input' | 'output') => z.toJSONSchema(schema, { io, unrepresentable: 'any' });
const json = (schema: object) => ({ 'application/json': { schema } });

const errorSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: { code: { type: 'string' }, message: { type: 'string' }, field: { type: 'string' } },
    },
  },
};
const failure = (description: string) => ({ description, content: json(errorSchema) });

function operation(key: string, { summary, input, output, status }: (typeof routes)[keyof typeof routes]) {
  const [method = '', path = ''] = key.split(' ');
  const fields = schemaOf(input, 'input') as { properties?: Record<string, object>; required?: string[] };
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name));
  const others = Object.entries(fields.properties ?? {}).filter(([name]) => !inPath.includes(name));
  const parameters = [
    ...inPath.map((name) => ({ name, in: 'path', required: true, schema: fields.properties?.[name] ?? {} })),
    ...(method === 'GET' ? others.map(([name, schema]) => ({ name, in: 'query', required: false, schema })) : []),
  ];
  const required = (fields.required ?? []).filter((name) => !inPath.includes(name));
  const body = { type: 'object', properties: Object.fromEntries(others), required };
  return {
    summary,
    security: [{ desk: [] }],
    parameters,
    ...(method === 'POST' && others.length > 0 ? { requestBody: { required: true, content: json(body) } } : {}),
    responses: {
      [status]: { description: summary, content: json(schemaOf(output, 'output')) },
      400: failure('A field is wrong; `field` names it'),
      401: failure('Not signed in'),
      404: failure('There is none'),
    },
  };
}

/** The API as OpenAPI 3.1, made from the schemas that check it. */
export function openapi() {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [key, route] of Object.entries(routes)) {
    const [method = '', path = ''] = key.split(' ');
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(key, route) };
  }
  paths['/v1/messages'] = {
    post: {
      summary: 'Take in a customer’s message, signed as Standard Webhooks',
      security: [{ signature: [] }],
      requestBody: { required: true, content: json(schemaOf(postedMessage, 'input')) },
      responses: {
        202: { description: 'Durable', content: json(schemaOf(z.object({ messageId: z.string() }), 'output')) },
        200: {
          description: 'Seen before; no further effect',
          content: json(schemaOf(z.object({ messageId: z.string() }), 'output')),
        },
        400: failure('A field is wrong; `field` names it'),
        401: failure('Not signed with a live secret'),
        404: failure('Not one of our accounts'),
        409: failure('The id was used for another text'),
        413: failure('Larger than 256 KB'),
      },
    },
  };
  return {
    openapi: '3.1.0',
    info: { title: 'Heartline', version: '1', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      securitySchemes: {
        desk: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        signature: {
          type: 'apiKey',
          in: 'header',
          name: 'webhook-signature',
          description: 'Standard Webhooks; with webhook-id and webhook-timestamp',
        },
      },
    },
  };
}
