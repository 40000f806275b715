import { dynamoSockets } from '../shared/adapters/dynamo-sockets.ts';
import { secretsManager } from '../shared/adapters/secrets-manager.ts';
import { wireIntake } from '../shared/adapters/wire-intake.ts';
import { type Environment, required } from '../shared/environment.ts';
import { powertoolsObserve } from '../shared/observe.ts';
import type { SocketDeps } from './socket.ts';

export function wire(env: Environment): SocketDeps {
  const now = () => new Date();
  const intake = wireIntake(env, now);
  return {
    ...intake,
    sockets: dynamoSockets(intake.table, now),
    secrets: secretsManager(required(env, 'SECRETS_ID'), env, now),
    socketUrl: required(env, 'SOCKET_URL'),
    siteUrl: env.SITE_URL,
    observe: powertoolsObserve('chat'),
  };
}
