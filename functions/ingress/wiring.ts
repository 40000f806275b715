import { secretsManager } from '../shared/adapters/secrets-manager.ts';
import { wireIntake } from '../shared/adapters/wire-intake.ts';
import { type Environment, required } from '../shared/environment.ts';
import { powertoolsObserve } from '../shared/observe.ts';
import type { ReceiveDeps } from './receive.ts';

export function wire(env: Environment): ReceiveDeps {
  const now = () => new Date();
  return {
    ...wireIntake(env, now),
    secrets: secretsManager(required(env, 'SECRETS_ID'), env, now),
    observe: powertoolsObserve('ingress'),
  };
}
