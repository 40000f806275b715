import type { buildApp } from 'fauxqs';
import { missingObjectAsks, s3Asks, snsAsks, sqsAsks } from './iam-asks.ts';
import type { Ask, Guard } from './iam-guard.ts';

type App = ReturnType<typeof buildApp>;
type Refusal = { status: number; contentType: string; body: string };

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const json = (message: string): Refusal => ({
  status: 400,
  contentType: 'application/x-amz-json-1.0',
  body: JSON.stringify({ __type: 'com.amazon.coral.service#AccessDeniedException', message }),
});
const s3Xml = (message: string): Refusal => ({
  status: 403,
  contentType: 'application/xml',
  body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>${escapeXml(message)}</Message></Error>`,
});
const snsXml = (message: string): Refusal => ({
  status: 403,
  contentType: 'text/xml',
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>AuthorizationError</Code><Message>${escapeXml(message)}</Message></Error></ErrorResponse>`,
});

type Request = { method: string; url: string; headers: Record<string, unknown>; body: unknown };

/** Which rights it takes, and how its service would refuse. */
function demand({ method, url, headers, body }: Request): { asks: Ask[]; refuse(message: string): Refusal } {
  const input = (body ?? {}) as Record<string, unknown>;
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return { asks: sqsAsks(target.replace('AmazonSQS.', ''), input), refuse: json };
  if (url === '/' && method === 'POST') return { asks: snsAsks(input), refuse: snsXml };
  const source = headers['x-amz-copy-source'];
  const copySource = typeof source === 'string' ? source : undefined;
  return { asks: s3Asks({ method, url, copySource, body }), refuse: s3Xml };
}

/** A signature is in a header, or, of a presigned address, in the address. */
const signature = (request: Request): string =>
  typeof request.headers.authorization === 'string' ? request.headers.authorization : request.url;

/** Refuses functions what the template does not grant them, in front of fauxqs's own handlers. */
export function checkRights(app: App, guard: Guard): void {
  app.addHook('preHandler', async (request, reply) => {
    const caller = guard.caller(signature(request));
    if (!caller) return undefined;
    const { asks, refuse } = demand(request);
    const message = caller.refusal(asks);
    if (message === undefined) return undefined;
    const { status, contentType, body } = refuse(message);
    return reply
      .code(status)
      .header('content-type', contentType)
      .send(request.method === 'HEAD' ? '' : body);
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const isMissing = reply.statusCode === 404 && (request.method === 'GET' || request.method === 'HEAD');
    const message = isMissing && guard.caller(signature(request))?.refusal(missingObjectAsks(request.url));
    if (!message) return payload;
    reply.code(403);
    return request.method === 'HEAD' ? payload : s3Xml(message).body;
  });
}
