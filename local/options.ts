import { parseArgs } from 'node:util';
import { Problem } from './problem.ts';
import type { StackOptions } from './stack-options.ts';

export const usage = `Usage: npm start -- [options]

Runs the synthesised stack on this machine and prints "ready <url>" when everything accepts work.

  --port N                 web and API port (default 4700, 0 picks a free one)
  --data DIR               where everything is kept (default .heartline)
  --ephemeral              keep nothing: a temporary folder, removed at the end
  --smtp-port N            port for incoming mail (default 2525, 0 picks a free one)
  --config FILE            the brand's configuration (HEARTLINE_CONFIG for the CDK app)
  --no-demo                start without the demo knowledge base and content
  --concurrency N          events at once per queue and function (default 2)
  --dynamodb-endpoint URL  use this DynamoDB instead of the embedded one (not metered)
  --no-synth               run what was synthesised last time
  --help                   show this
`;

const known = {
  port: { type: 'string' },
  data: { type: 'string' },
  ephemeral: { type: 'boolean' },
  'smtp-port': { type: 'string' },
  config: { type: 'string' },
  'no-demo': { type: 'boolean' },
  concurrency: { type: 'string' },
  'dynamodb-endpoint': { type: 'string' },
  'no-synth': { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

function whole(name: string, value: string, [least, most]: [number, number]): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < least || number > most) {
    throw new Problem(`--${name} takes a whole number from ${least} to ${most}, not "${value}".`, 2);
  }
  return number;
}

const PORTS: [number, number] = [0, 65_535];

/** The command line as options; `help` when that is all that was asked. */
export function parseOptions(args: string[]): StackOptions | 'help' {
  const read = () => {
    try {
      return parseArgs({ args, options: known, strict: true, allowPositionals: false }).values;
    } catch (error) {
      throw new Problem(`${(error as Error).message.split('. ')[0]}. See --help.`, 2);
    }
  };
  const values = read();
  if (values.help) return 'help';
  if (values.ephemeral && values.data !== undefined) throw new Problem('--data and --ephemeral exclude each other.', 2);
  const endpoint = values['dynamodb-endpoint'];
  if (endpoint !== undefined && !URL.canParse(endpoint))
    throw new Problem(`--dynamodb-endpoint: "${endpoint}" is not a URL.`, 2);
  return {
    port: whole('port', values.port ?? '4700', PORTS),
    smtpPort: whole('smtp-port', values['smtp-port'] ?? '2525', PORTS),
    concurrency: whole('concurrency', values.concurrency ?? '2', [1, 64]),
    ...(!values.ephemeral && { data: values.data ?? '.heartline' }),
    ...(values.config !== undefined && { config: values.config }),
    ...(endpoint !== undefined && { dynamodbEndpoint: endpoint.replace(/\/$/, '') }),
    demo: !values['no-demo'],
    synth: !values['no-synth'],
  };
}
