const shape = /^[\w%.:#~!'()*-]{1,1000}$/;

/** A page token that is not one of ours: the caller's mistake. */
export class BadCursor extends Error {
  override name = 'BadCursor';
}

/** A page's last sort key as an opaque token. */
export const toCursor = (key: string) => Buffer.from(key).toString('base64url');

/** The sort key in a token; throws `BadCursor` for one we never made for keys that begin so. */
export function readCursor(cursor: string, begin = ''): string {
  const key = Buffer.from(cursor, 'base64url').toString();
  if (!shape.test(key) || !key.startsWith(begin)) throw new BadCursor('next: not a page token of this list');
  return key;
}
