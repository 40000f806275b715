import type { ChatMemory } from './memory.ts';
import { type Admission, admit, backoff, type ServerSays, subprotocol, timing, type WidgetSays } from './protocol.ts';
import { type Later, namedTimers } from './timers.ts';

export type Socket = {
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: string }) => void) | null;
  onclose: (() => void) | null;
};

export type Phase = 'connecting' | 'ready' | 'waiting' | 'turned-away';

export type ConnectionDeps = {
  base: string;
  account: string;
  name: string | undefined;
  memory: ChatMemory;
  fetch: typeof globalThis.fetch;
  openSocket(url: string, protocols: string[]): Socket;
  later: Later;
  random: () => number;
};

export type ConnectionListener = {
  /** The socket is open and belongs to this session. */
  opened(session: string): void;
  heard(words: ServerSays): void;
  /** The phase changed. */
  moved(): void;
};

/** A socket that comes back: asks for a session, listens, notices silence, and tries again with growing patience. */
export function connection(deps: ConnectionDeps, { opened, heard, moved }: ConnectionListener) {
  const { memory, fetch, openSocket, later, random, ...visitor } = deps;
  const timers = namedTimers<'retry' | 'answer' | 'ping'>(later);
  let phase: Phase = 'connecting';
  let attempt = 0;
  let isStopped = false;
  let socket: Socket | undefined;

  function moveTo(next: Phase) {
    phase = next;
    moved();
  }

  function drop() {
    timers.cancelAll();
    const gone = socket;
    socket = undefined;
    gone?.close();
  }

  function lost() {
    drop();
    timers.set('retry', backoff(attempt++, random), () => void connect());
    moveTo('waiting');
  }

  async function connect() {
    drop();
    moveTo('connecting');
    const answer = await admit({ ...visitor, resume: memory.resume() }, fetch);
    if (isStopped) return;
    switch (answer.kind) {
      case 'in':
        return enter(answer.admission);
      case 'stale':
        memory.keepResume('');
        return lost();
      case 'later':
        return lost();
      case 'turned-away':
        return moveTo('turned-away');
    }
  }

  function enter(admission: Admission) {
    memory.keepResume(admission.resume);
    const mine = openSocket(admission.socket.url, [subprotocol, admission.socket.token]);
    socket = mine;
    expectAnswer();
    mine.onopen = () => {
      if (socket !== mine) return;
      keepAlive();
      moveTo('ready');
      opened(admission.session);
    };
    mine.onmessage = ({ data }) => {
      if (socket === mine) heard(JSON.parse(data) as ServerSays);
    };
    mine.onclose = () => {
      if (socket === mine) lost();
    };
  }

  const say = (words: WidgetSays) => socket?.send(JSON.stringify(words));
  const expectAnswer = () => timers.set('answer', timing.answerMs, lost);

  function keepAlive() {
    timers.set('ping', timing.pingEveryMs, () => {
      say({ type: 'ping' });
      expectAnswer();
      keepAlive();
    });
  }

  return {
    connect,
    say,
    lost,
    expectAnswer,
    phase: () => phase,
    answered: () => timers.cancel('answer'),
    /** All is well: the next loss is the first again. */
    steady() {
      attempt = 0;
    },
    /** No need to wait any longer. */
    nudge() {
      if (phase === 'waiting' || phase === 'turned-away') void connect();
    },
    stop() {
      isStopped = true;
      drop();
    },
  };
}
