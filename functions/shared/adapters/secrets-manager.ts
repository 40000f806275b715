import type { Environment } from '../environment.ts';
import type { Clock } from '../ports/clock.ts';
import type { ReadSecrets } from '../ports/settings.ts';
import { secrets } from '../secrets.ts';
import { awsJson } from './aws-http.ts';
import { remembered } from './remembered.ts';

/** The channels secret, read again every five minutes. Fails closed: a secret without a usable key is an error. */
export const secretsManager = (secretId: string, env: Environment, now: Clock): ReadSecrets =>
  remembered(
    async () => {
      const { SecretString } = await awsJson(
        'secretsmanager',
        'secretsmanager.GetSecretValue',
        { SecretId: secretId },
        env,
      );
      const parsed = secrets.safeParse(JSON.parse(String(SecretString)));
      if (!parsed.success)
        throw new Error(`the channels secret is not usable: ${parsed.error.issues[0]?.path.join('.')}`);
      return parsed.data;
    },
    300_000,
    now,
  );
