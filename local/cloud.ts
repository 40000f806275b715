import type { StackTemplate, Template } from './assembly.ts';
import { ACCOUNT, type Identity, identityOf, placeholder, REGION } from './identity.ts';
import { resolveValue, type Scope } from './intrinsics.ts';
import type { LaptopDns } from './laptop-dns.ts';
import { Problem } from './problem.ts';

export type Resource = {
  stack: string;
  id: string;
  type: string;
  /** Where the CDK app made it: `Heartline/Triage/Queue`. */
  path: string;
  identity: Identity;
};

/** The stacks as one resolved whole: what a region would know after they were deployed. */
export type Cloud = {
  resources: Resource[];
  ofType(type: string): Resource[];
  /** The properties with every function evaluated and every AWS URL turned to the laptop's. */
  properties(resource: Resource): Record<string, unknown>;
  find(predicate: (resource: Resource) => boolean): Resource | undefined;
  byArn(arn: string): Resource | undefined;
  outputs(): Record<string, Record<string, string>>;
  /** A text with every AWS URL in it turned to the laptop's. */
  local(text: string): string;
  /** The file or folder that stands behind the S3 key of an asset. */
  asset(stack: string, objectKey: string): string | undefined;
};

const pseudo = (stack: string): Record<string, unknown> => ({
  'AWS::Region': REGION,
  'AWS::AccountId': ACCOUNT,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::StackName': stack,
  'AWS::StackId': `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/${stack}/local`,
  'AWS::NoValue': undefined,
  'AWS::NotificationARNs': [],
});

/** `BootstrapVersion` and the like name SSM parameters of the account, which the laptop does not have. */
function parameterValue({ Type, Default }: Template['Parameters'][string]): unknown {
  if (!Type.startsWith('AWS::SSM::Parameter::Value')) return Default ?? '';
  return String(Default).startsWith('/cdk-bootstrap/') ? '99' : Default;
}

type Options = { stacks: StackTemplate[]; sqsUrl: string; dns: LaptopDns };

export function cloudOf({ stacks, sqsUrl, dns }: Options): Cloud {
  const resources: Resource[] = [];
  const scopes = new Map<string, Scope>();
  const byId = new Map<string, Resource>();

  const templateOf = (stack: string): StackTemplate => {
    const found = stacks.find(({ name }) => name === stack);
    if (!found) throw new Problem(`no stack ${stack} in the synthesised app`);
    return found;
  };
  const raw = ({ stack, id }: { stack: string; id: string }) => templateOf(stack).template.Resources[id];

  const identify = (stack: string, id: string, type: string): Identity => {
    const properties = templateOf(stack).template.Resources[id]?.Properties ?? {};
    const named = (property: string): string | undefined => {
      const value = resolveValue(properties[property], scopeOf(stack), `${stack}/${id}/Properties/${property}`);
      return value === undefined || value === null ? undefined : String(value);
    };
    const naming = { stack, id, type, named, sqsUrl };
    return identityOf(naming) ?? placeholder(naming);
  };

  const existing = (stack: string, id: string, where: string): Resource => {
    const found = byId.get(`${stack}/${id}`);
    if (found) return found;
    const type = raw({ stack, id })?.Type;
    if (type === undefined) throw new Problem(`${where} points to "${id}", which is not in stack ${stack}`);
    const { path } = pathOf(stack, id);
    const made = { stack, id, type, path, identity: identify(stack, id, type) };
    byId.set(`${stack}/${id}`, made);
    return made;
  };

  const pathOf = (stack: string, id: string): { path: string } => ({
    path: String(raw({ stack, id })?.Metadata['aws:cdk:path'] ?? `${stack}/${id}`),
  });

  function scopeOf(stack: string): Scope {
    const known = scopes.get(stack);
    if (known) return known;
    const { template } = templateOf(stack);
    const fixed = pseudo(stack);
    const scope: Scope = {
      ref(name, where) {
        if (name in fixed) return fixed[name];
        const parameter = template.Parameters[name];
        return parameter ? parameterValue(parameter) : existing(stack, name, where).identity.ref;
      },
      attribute(id, name, where) {
        const { identity, type } = existing(stack, id, where);
        const value = identity.attributes[name];
        if (value !== undefined) return value;
        if (identityOf({ stack, id, type, named: () => undefined, sqsUrl })) {
          throw new Problem(`${where} asks ${type} "${id}" for ${name}, which the local stack does not know`);
        }
        return `local-${id}-${name}`;
      },
      mapping: (map, first, second) => template.Mappings[map]?.[first]?.[second],
      condition: (name) => resolveValue(template.Conditions[name], scope, `${stack}/Conditions/${name}`) === true,
      importValue(name, where) {
        for (const other of stacks) {
          for (const [output, { Value, Export }] of Object.entries(other.template.Outputs)) {
            const at = `${other.name}/Outputs/${output}`;
            if (Export && resolveValue(Export.Name, scopeOf(other.name), at) === name) {
              return resolveValue(Value, scopeOf(other.name), at);
            }
          }
        }
        throw new Problem(`${where} imports "${name}", which no stack exports`);
      },
      dynamicReference: (text, where) =>
        text.replace(/\{\{resolve:ssm:([^:}]+)[^}]*\}\}/g, (_, name: string) => {
          const parameter = resources.find(
            ({ type, identity }) => type === 'AWS::SSM::Parameter' && identity.ref === name,
          );
          if (!parameter) throw new Problem(`${where} refers to the SSM parameter ${name}, which no stack makes`);
          return parameter.identity.attributes.Value ?? '';
        }),
    };
    scopes.set(stack, scope);
    return scope;
  }

  for (const { name, template } of stacks) {
    for (const [id, { Condition }] of Object.entries(template.Resources)) {
      const isMade = Condition === undefined || scopeOf(name).condition(Condition);
      if (isMade) resources.push(existing(name, id, `${name}/${id}`));
    }
  }

  const cloud: Cloud = {
    resources,
    ofType: (type) => resources.filter((resource) => resource.type === type),
    find: (predicate) => resources.find(predicate),
    byArn: (arn) => resources.find(({ identity }) => identity.attributes.Arn === arn || identity.ref === arn),
    properties({ stack, id, path }) {
      const where = `${path} (${stack}/${id}/Properties)`;
      return dns.local(resolveValue(raw({ stack, id })?.Properties ?? {}, scopeOf(stack), where)) as Record<
        string,
        unknown
      >;
    },
    outputs: () =>
      Object.fromEntries(
        stacks.map(({ name, template }) => [
          name,
          Object.fromEntries(
            Object.entries(template.Outputs).map(([output, { Value }]) => [
              output,
              String(dns.local(resolveValue(Value, scopeOf(name), `${name}/Outputs/${output}`))),
            ]),
          ),
        ]),
      ),
    local: (text) => String(dns.local(text)),
    asset: (stack, objectKey) => templateOf(stack).assets.get(objectKey),
  };
  dns.learn(cloud);
  return cloud;
}
