import type { SendOutcome } from './ports/senders.ts';

// The connection was never made, so nothing was said.
const neverSaid = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** What a fetch that brought no answer means for what was sent: `retry` when it surely did not go out. */
export function lostOutcome(to: string, error: unknown): SendOutcome {
  const { code } = ((error as Error).cause ?? {}) as { code?: string };
  const because = `${to}: ${code ?? (error as Error).name}`;
  return code !== undefined && neverSaid.has(code) ? { kind: 'retry', because } : { kind: 'unknown', because };
}
