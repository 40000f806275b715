import { wireIntake } from '../shared/adapters/wire-intake.ts';
import { parseMail } from '../shared/channels/email/parse.ts';
import type { Environment } from '../shared/environment.ts';
import { powertoolsObserve } from '../shared/observe.ts';
import type { MailDeps } from './take-mail.ts';

export function wire(env: Environment): MailDeps {
  return { ...wireIntake(env, () => new Date()), parseMail, observe: powertoolsObserve('mail') };
}
