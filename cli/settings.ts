import type { Command } from 'commander';
import { loadConfig } from '../config/load.ts';
import type { BrandConfig } from '../config/schema.ts';
import { awsJson } from '../functions/shared/adapters/aws-http.ts';
import { asWebhookSecret, type KeyPurpose, keysFor } from '../functions/shared/secrets.ts';
import { connect, type StackFlags, withStack } from './connection.ts';
import { Failure } from './failure.ts';
import { json, out } from './print.ts';
import { openStores } from './stores.ts';

/** `heartline config`: the brand's choices as they hold now; with a file, that file's from the next minute on. */
export const configCommand = (program: Command) =>
  withStack(
    program.command('config').description('print the brand’s configuration, or put another in place without a deploy'),
  )
    .argument('[file]', 'a heartline.config.ts or .json')
    .action(async (file: string | undefined, flags: StackFlags) => {
      const connection = await connect(flags);
      const { settings, env } = await openStores(connection);
      if (file === undefined) return out(JSON.stringify(await settings(), null, flags.json ? 0 : 2));
      let config: BrandConfig;
      try {
        config = await loadConfig(file);
      } catch (error) {
        throw new Failure(`${(error as Error).message}\nNothing was changed.`);
      }
      const input = { Name: connection.configParameter, Value: JSON.stringify(config), Overwrite: true };
      await awsJson('ssm', 'AmazonSSM.PutParameter', input, env);
      if (flags.json) json({ brand: config.brand });
      else out(`the configuration of ${config.brand} holds within a minute`);
    });

const purposes: KeyPurpose[] = ['api', 'callback'];

/** `heartline secret`: the key an application signs with, or checks our callbacks by. */
export const secretCommand = (program: Command) =>
  withStack(
    program.command('secret').description('print a signing key: api (messages to us) or callback (replies from us)'),
  )
    .argument('<purpose>', purposes.join(' or '))
    .action(async (purpose: string, flags: StackFlags) => {
      const wanted = purposes.find((each) => each === purpose);
      if (!wanted) throw new Failure(`purpose: must be ${purposes.join(' or ')}`, 2);
      const { secrets } = await openStores(await connect(flags));
      const [key] = keysFor(await secrets(), wanted);
      if (!key) throw new Failure('the channels secret holds no key');
      if (flags.json) json({ purpose, secret: asWebhookSecret(key) });
      else out(asWebhookSecret(key));
    });
