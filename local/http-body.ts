import type { IncomingMessage, ServerResponse } from 'node:http';

export class TooLarge extends Error {
  override name = 'TooLarge';
}

/** The whole body; a body beyond the limit is read to its end, so that the 413 reaches the sender, and forgotten. */
export function readBody(request: IncomingMessage, limit = 10 * 1024 * 1024): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= limit) parts.push(part);
    });
    request.on('error', reject);
    request.on('end', () =>
      size > limit ? reject(new TooLarge(`over ${limit} bytes`)) : resolve(Buffer.concat(parts)),
    );
  });
}

export function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(`${JSON.stringify(value)}\n`);
}

export function sendHtml(response: ServerResponse, html: string): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(html);
}
