import { describe, expect, it } from 'vitest';
import { answerDesk } from '../../../functions/desk-api/answer-desk.ts';
import { openapi } from '../../../functions/desk-api/openapi.ts';
import { routes } from '../../../functions/desk-api/routes.ts';
import { fakeDeskDeps } from '../../fixtures/builders.ts';

const document = openapi();
const operation = (key: string) => {
  const [method = '', path = ''] = key.split(' ');
  return document.paths[path]?.[method.toLowerCase()] as
    | {
        summary: string;
        parameters: { name: string; in: string; required: boolean }[];
        responses: object;
        security: object[];
        requestBody?: object;
      }
    | undefined;
};

describe('the API’s description', () => {
  it.each(Object.keys(routes))('holds %s, with what it takes, gives and refuses', (key) => {
    const described = operation(key);

    expect(described).toMatchObject({ summary: expect.any(String), security: [{ desk: [] }] });
    expect(Object.keys(described?.responses ?? {})).toEqual(expect.arrayContaining(['400', '401', '404']));
    for (const [, name] of key.matchAll(/\{(\w+)\}/g)) {
      expect(described?.parameters).toContainEqual(expect.objectContaining({ name, in: 'path', required: true }));
    }
  });

  it('holds the signed door, with every answer it can give', () => {
    expect(Object.keys(operation('POST /v1/messages')?.responses ?? {})).toEqual([
      '200',
      '202',
      '400',
      '401',
      '404',
      '409',
      '413',
    ]);
    expect(operation('POST /v1/messages')?.security).toEqual([{ signature: [] }]);
  });

  it('describes nothing that is not there', () => {
    const described = Object.entries(document.paths).flatMap(([path, each]) =>
      Object.keys(each).map((method) => `${method.toUpperCase()} ${path}`),
    );

    expect(described.toSorted()).toEqual([...Object.keys(routes), 'POST /v1/messages'].toSorted());
  });

  it('tells the fields of a body from those of the path', () => {
    const body = JSON.stringify(operation('POST /v1/conversations/{conversationId}/replies')?.requestBody);

    expect(body).toContain('requestId');
    expect(body).not.toContain('conversationId');
    expect(operation('POST /v1/tickets/{ticketId}/close')).not.toHaveProperty('requestBody');
  });

  it('is plain JSON of OpenAPI 3.1, and the same each time', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    expect(openapi()).toEqual(document);
  });

  it('is given to whoever asks', async () => {
    const { deps } = fakeDeskDeps();

    expect(await answerDesk({ routeKey: 'GET /v1/openapi.json', input: {}, agent: 'anyone' }, deps)).toEqual({
      status: 200,
      body: document,
    });
  });
});
