import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { ChannelRequest } from './channels/channel.ts';

/** The raw bytes of an API Gateway request (payload format 2.0), and its headers in lower case. */
export const requestOf = (
  event: Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded' | 'headers' | 'rawPath' | 'rawQueryString'> & {
    requestContext: { http: { method: string }; domainName?: string };
  },
): ChannelRequest => ({
  method: event.requestContext.http.method,
  url: `https://${event.requestContext.domainName ?? 'localhost'}${event.rawPath}${event.rawQueryString ? `?${event.rawQueryString}` : ''}`,
  headers: Object.fromEntries(Object.entries(event.headers).map(([name, value]) => [name.toLowerCase(), value ?? ''])),
  body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
});

/** An answer in plain data. Errors have one shape: a code for programs, words for people, the field that is wrong. */
export type Answer = { status: number; body: unknown; headers?: Record<string, string> };

export const problem = (status: number, code: string, message: string, field?: string): Answer => ({
  status,
  body: { error: { code, message, ...(field === undefined ? {} : { field }) } },
});

export const toResult = ({ status, body, headers = {} }: Answer): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
  body: body === undefined ? '' : JSON.stringify(body),
});
