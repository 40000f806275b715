import { parseConfig } from '../../../config/schema.ts';
import type { Environment } from '../environment.ts';
import type { Clock } from '../ports/clock.ts';
import type { Settings } from '../ports/settings.ts';
import { awsJson } from './aws-http.ts';
import { remembered } from './remembered.ts';

/** The brand's choices from a parameter, read again every minute. */
export const ssmSettings = (parameter: string, env: Environment, now: Clock): Settings =>
  remembered(
    async () => {
      const { Parameter } = await awsJson('ssm', 'AmazonSSM.GetParameter', { Name: parameter }, env);
      const { Value } = (Parameter ?? {}) as { Value?: string };
      if (Value === undefined) throw new Error(`parameter ${parameter} has no value`);
      return parseConfig(JSON.parse(Value), `parameter ${parameter}`);
    },
    60_000,
    now,
  );
