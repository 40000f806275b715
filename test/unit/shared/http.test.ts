import { describe, expect, it } from 'vitest';
import { answering } from '../../../functions/shared/answering.ts';
import { required } from '../../../functions/shared/environment.ts';
import { problem, requestOf, toResult } from '../../../functions/shared/http.ts';
import { recordingObserve } from '../../fixtures/builders.ts';

const anEvent = (change: object = {}) => ({
  body: '{"a":1}',
  isBase64Encoded: false,
  headers: { 'Webhook-Id': 'w-1', host: 'api.example' },
  rawPath: '/v1/messages',
  rawQueryString: '',
  requestContext: { http: { method: 'POST' }, domainName: 'api.example' },
  ...change,
});

describe('a request as API Gateway hands it over', () => {
  it('has its headers in lower case, its address and its very bytes', () => {
    expect(requestOf(anEvent({ rawQueryString: 'a=%20b' }))).toEqual({
      method: 'POST',
      url: 'https://api.example/v1/messages?a=%20b',
      headers: { 'webhook-id': 'w-1', host: 'api.example' },
      body: Buffer.from('{"a":1}'),
    });
  });

  it('has the same bytes when they come in base64, text or not', () => {
    const bytes = Buffer.from([0, 255, 254, 10]);

    expect(requestOf(anEvent({ body: bytes.toString('base64'), isBase64Encoded: true })).body).toEqual(bytes);
    expect(requestOf(anEvent({ body: '你好 👋' })).body).toEqual(Buffer.from('你好 👋'));
    expect(requestOf(anEvent({ body: undefined })).body).toHaveLength(0);
  });
});

describe('an answer', () => {
  it('is JSON that no cache keeps, and says what is wrong with which field', () => {
    const { headers, body, statusCode } = toResult(problem(400, 'body', 'must not be empty', 'text'));

    expect(statusCode).toBe(400);
    expect(headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
    expect(JSON.parse(body ?? '')).toEqual({ error: { code: 'body', message: 'must not be empty', field: 'text' } });
  });

  it('without a body has none', () => {
    expect(toResult({ status: 304, body: undefined }).body).toBe('');
  });

  it('to whoever comes while something is broken is to come again, and no word of what broke', async () => {
    const { observe, told } = recordingObserve();
    const handler = answering(observe, async () => Promise.reject(new Error('table Store-123 is throttled')));

    const { statusCode, headers, body } = await handler({} as never);

    expect(statusCode).toBe(503);
    expect(headers).toMatchObject({ 'retry-after': '5' });
    expect(body).not.toMatch(/Store/);
    expect(told).toMatchObject([{ name: 'doorFailed' }]);
  });
});

it('a variable that the stack did not set stops a function at its start', () => {
  expect(required({ TABLE_NAME: 't' }, 'TABLE_NAME')).toBe('t');
  for (const env of [{}, { TABLE_NAME: '' }])
    expect(() => required(env, 'TABLE_NAME')).toThrow('TABLE_NAME is not set');
});
