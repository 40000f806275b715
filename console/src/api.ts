import type { AgentReply, ConversationView, UnsettledView } from '../../functions/desk-api/views.ts';
import type { Entry } from '../../functions/shared/entry.ts';
import type { Ticket } from '../../functions/shared/ticket.ts';
import type { Page } from './feed.ts';
import type { AuthConfig } from './sign-in.ts';

/** Made at deploy. */
export type DeskConfig = { brand: string; account: string; auth: AuthConfig; chat: { sessions: string } };

/** What the API said when it said no. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export const readConfig = async (): Promise<DeskConfig> => {
  const response = await fetch('/config.json', { cache: 'no-cache' });
  if (!response.ok) throw new ApiError(response.status, 'config.json is missing');
  return (await response.json()) as DeskConfig;
};

export type ApiDeps = {
  token: string;
  fetch: typeof globalThis.fetch /** The token is worth nothing any more. */;
  refused(): void;
};

/** More than are asked again and again at one time; a whole day's would fill the browser. */
const maxAnswers = 12;

/** The desk's questions. An answer that has not changed since is the very same object, so that nothing is drawn anew. */
export function deskApi({ token, fetch, refused }: ApiDeps) {
  const answers = new Map<string, { etag: string; body: unknown }>();

  async function ask(path: string, init: RequestInit, headers: Record<string, string>) {
    const response = await fetch(path, { ...init, headers: { ...headers, authorization: `Bearer ${token}` } });
    if (response.ok || response.status === 304) return response;
    if (response.status === 401) refused();
    const said = (await response.json().catch(() => ({}))) as { error?: { message?: string } };
    throw new ApiError(response.status, said.error?.message ?? `HTTP ${response.status}`);
  }

  async function get<Body>(path: string): Promise<Body> {
    const known = answers.get(path);
    const response = await ask(path, {}, known ? { 'if-none-match': known.etag } : {});
    if (response.status === 304 && known) return known.body as Body;
    const body = (await response.json()) as Body;
    const etag = response.headers.get('etag');
    answers.delete(path);
    if (etag) answers.set(path, { etag, body });
    const [oldest] = answers.keys();
    if (answers.size > maxAnswers && oldest) answers.delete(oldest);
    return body;
  }

  async function post<Body>(path: string, body: unknown): Promise<Body | undefined> {
    const init = { method: 'POST', body: JSON.stringify(body) };
    const response = await ask(path, init, { 'content-type': 'application/json' });
    return (await response.json().catch(() => undefined)) as Body | undefined;
  }

  const paged = (path: string, asked: Record<string, string>, next: string | undefined) =>
    `${path}?${new URLSearchParams({ ...asked, limit: '50', ...(next && { next }) })}`;
  const part = encodeURIComponent;

  return {
    conversations: (next?: string) => get<Page<ConversationView>>(paged('/v1/conversations', {}, next)),
    timeline: (customerId: string, next?: string) =>
      get<Page<Entry>>(paged(`/v1/customers/${part(customerId)}/timeline`, {}, next)),
    tickets: (next?: string) => get<Page<Ticket>>(paged('/v1/tickets', { state: 'open' }, next)),
    ticket: (id: string) => get<Ticket>(`/v1/tickets/${part(id)}`),
    unsettled: () => get<Page<UnsettledView>>('/v1/sends/unsettled'),
    settle: (requestId: string) => post<UnsettledView>(`/v1/sends/${part(requestId)}/settle`, {}),
    reply: (conversationId: string, reply: AgentReply) =>
      post(`/v1/conversations/${part(conversationId)}/replies`, reply),
    closeTicket: (id: string) => post<Ticket>(`/v1/tickets/${part(id)}/close`, {}),
  };
}
export type DeskApi = ReturnType<typeof deskApi>;
