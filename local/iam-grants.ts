import * as z from 'zod';
import type { Cloud, Resource } from './cloud.ts';
import { isOurs } from './functions.ts';
import type { Grants } from './iam-guard.ts';
import type { Statement } from './iam-policy.ts';
import { ACCOUNT, accessKeyOf } from './identity.ts';
import { progress } from './progress.ts';

const texts = z.union([z.string().transform((one) => [one]), z.array(z.string())]).optional();
const statement = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Action: texts,
  NotAction: texts,
  Resource: texts,
  NotResource: texts,
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});
const document = z.object({ Statement: z.union([statement.transform((one) => [one]), z.array(statement)]) });
const role = z.object({
  Policies: z.array(z.object({ PolicyDocument: document })).default([]),
  ManagedPolicyArns: z.array(z.string()).default([]),
});
const attached = z.object({
  Roles: z.array(z.string()).default([]),
  RoleName: z.string().optional(),
  PolicyDocument: document,
});

/** AWS's own policies that give nothing but logs, traces and network interfaces, none of which is run here. */
const withoutEffectHere =
  /:aws:policy\/(service-role\/AWSLambda(BasicExecution|VPCAccessExecution)Role|AWSXRayDaemonWriteAccess|AWSXrayWriteOnlyAccess|CloudWatchLambda\w+)$/;

type Raw = z.infer<typeof statement>;

/** Requests of the laptop count as encrypted; other conditions are not judged: an Allow counts, a Deny does not. */
function isInForce({ Effect, Condition }: Raw, where: string): boolean {
  const conditions = Object.entries(Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, value]) => ({ about: `${operator} ${key}`, value: String(value) })),
  );
  if (conditions.length === 0) return true;
  if (conditions.every(({ about }) => about === 'Bool aws:SecureTransport'))
    return conditions.every(({ value }) => value === 'true');
  const names = conditions.map(({ about }) => about).join(', ');
  const means = Effect === 'Allow' ? 'is allowed whatever it says' : 'is not denied';
  progress(`warning: ${where}: the condition (${names}) is not judged here; what it is about ${means}`);
  return Effect === 'Allow';
}

const statementsOf = ({ Statement: list }: z.infer<typeof document>, where: string): Statement[] =>
  list
    .filter((one) => isInForce(one, where))
    .map(({ Effect, Action, NotAction, Resource: resources, NotResource }) => ({
      effect: Effect,
      actions: Action ?? NotAction ?? [],
      actionsAreExcept: Action === undefined && NotAction !== undefined,
      resources: resources ?? NotResource ?? [],
      resourcesAreExcept: resources === undefined && NotResource !== undefined,
    }));

/** What each function may do, from its role's own policies and those attached to it, in all of the templates. */
export function grantsOf(cloud: Cloud): Grants {
  const roles = new Map(cloud.ofType('AWS::IAM::Role').map((one) => [one.identity.attributes.Arn, one]));
  const policies = ['AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::ManagedPolicy']
    .flatMap(cloud.ofType)
    .map((resource) => ({ resource, ...attached.parse(cloud.properties(resource)) }));

  function statementsOfRole(resource: Resource): Statement[] {
    const { Policies, ManagedPolicyArns } = role.parse(cloud.properties(resource));
    const name = resource.identity.ref;
    const isOwn = (one: (typeof policies)[number]): boolean =>
      one.Roles.includes(name) || one.RoleName === name || ManagedPolicyArns.includes(one.resource.identity.ref);
    for (const arn of ManagedPolicyArns) {
      if (withoutEffectHere.test(arn) || policies.some((one) => one.resource.identity.ref === arn)) continue;
      progress(`warning: ${resource.path}: the policy ${arn} is not in the template and gives no right here`);
    }
    return [
      ...Policies.flatMap(({ PolicyDocument }) => statementsOf(PolicyDocument, resource.path)),
      ...policies.filter(isOwn).flatMap((one) => statementsOf(one.PolicyDocument, one.resource.path)),
    ];
  }

  const grants: Grants = {};
  for (const fn of cloud.ofType('AWS::Lambda::Function').filter(isOurs)) {
    const owner = roles.get(String(cloud.properties(fn).Role));
    const name = fn.identity.ref;
    if (!owner) {
      progress(`warning: ${fn.path}: its role is not in the template, so its rights are not checked`);
      continue;
    }
    const user = `arn:aws:sts::${ACCOUNT}:assumed-role/${owner.identity.ref}/${name}`;
    grants[accessKeyOf(fn)] = { name, user, statements: statementsOfRole(owner) };
  }
  return grants;
}
