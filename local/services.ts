import { type Asks, answerJson, type JsonService } from './aws-json.ts';
import { comprehend } from './comprehend.ts';
import type { Handler } from './front-door.ts';
import { sendJson } from './http-body.ts';
import { secretAsks, ssmAsks } from './iam-asks.ts';
import type { Guard } from './iam-guard.ts';
import type { LambdaPool } from './lambda-pool.ts';
import { answerInvoke } from './lambda-service.ts';
import type { Sandbox } from './sandbox.ts';
import type { SecretStore } from './secrets.ts';
import { answerSesV2 } from './sesv2.ts';
import type { Tally } from './tally.ts';

/** Where each stand-in of this process is served, by the name the SDK's `AWS_ENDPOINT_URL_<NAME>` has for it. */
export const serviceUrls = (url: string): Record<string, string> => ({
  ssm: `${url}/_aws/ssm`,
  secrets_manager: `${url}/_aws/secretsmanager`,
  sesv2: `${url}/_aws/sesv2`,
  comprehend: `${url}/_aws/comprehend`,
  lambda: `${url}/_aws/lambda`,
});

type Options = {
  ssm: JsonService;
  secrets: Pick<SecretStore, 'operations' | 'arnOf'>;
  outside: Pick<Sandbox, 'mails' | 'mailFault'>;
  tally: Tally;
  guard: Guard;
  poolOf(nameOrArn: string): LambdaPool | undefined;
};

/** Answers `/_aws/<service>…`; a service that has no stand-in says so by name. */
export function awsServices({ ssm, secrets, outside, tally, guard, poolOf }: Options): Handler {
  const json: Record<string, { operations: JsonService; asks: Asks }> = {
    ssm: { operations: ssm, asks: ssmAsks },
    secretsmanager: {
      operations: secrets.operations,
      asks: (operation, input) => secretAsks(operation, input, secrets.arnOf),
    },
    comprehend: {
      operations: comprehend,
      asks: (operation) => [{ action: `comprehend:${operation}`, resource: '*' }],
    },
  };
  return async (request, response, url) => {
    const [, , service = '', ...rest] = url.pathname.split('/');
    const path = `/${rest.join('/')}`;
    const caller = guard.caller(request.headers.authorization);
    const known = json[service];
    if (known) return answerJson(service, known.operations, { request, response, tally, asks: known.asks, caller });
    if (service === 'sesv2')
      return answerSesV2(request, response, {
        path,
        journal: outside.mails,
        tally,
        caller,
        fault: outside.mailFault(),
      });
    if (service === 'lambda') return answerInvoke(request, response, { path, poolOf, caller });
    return sendJson(response, 501, {
      __type: 'NotImplemented',
      message: `no local stand-in for this service (${request.headers['x-amz-target'] ?? path})`,
    });
  };
}
