import { AwsError, type JsonService } from './aws-json.ts';
import type { Cloud } from './cloud.ts';
import { ACCOUNT, REGION } from './identity.ts';
import { jsonFile } from './json-file.ts';

/** A stand-in for SSM Parameter Store: values by name in a JSON file; no history, labels or policies. */
type Parameter = { type: string; value: string; version: number; at: number; fromTemplate?: string };

const described = (Name: string, { type, value, version, at }: Parameter): object => ({
  Name,
  Type: type,
  Value: value,
  Version: version,
  LastModifiedDate: at / 1000,
  ARN: `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/${Name.replace(/^\//, '')}`,
  DataType: 'text',
});

export function parameterStore(cloud: Cloud, file: string): JsonService {
  const { state, save } = jsonFile<Record<string, Parameter>>(file, {});

  // A value changed by hand stays until the template says something new, as a deployment would have it.
  for (const resource of cloud.ofType('AWS::SSM::Parameter')) {
    const { Type, Value } = cloud.properties(resource);
    const [name, value, known] = [resource.identity.ref, String(Value), state[resource.identity.ref]];
    if (known?.fromTemplate === value) continue;
    const version = (known?.version ?? 0) + 1;
    state[name] = { type: String(Type ?? 'String'), value, version, at: Date.now(), fromTemplate: value };
  }
  save();

  const bare = (name: unknown): string =>
    String(name)
      .replace(/^arn:aws:ssm:[^:]*:[^:]*:parameter(?=\/)/, '')
      .replace(/:\d+$/, '');
  const find = (name: unknown): [string, Parameter] | undefined => {
    const key = bare(name);
    const parameter = state[key] ?? state[key.replace(/^\//, '')];
    return parameter && [key, parameter];
  };

  return {
    GetParameter({ Name }) {
      const found = find(Name);
      if (!found) throw new AwsError('ParameterNotFound', `no parameter ${String(Name)}`);
      return { Parameter: described(...found) };
    },
    GetParameters({ Names }) {
      const names = Names as string[];
      const found = names.map(find).filter((one) => one !== undefined);
      return {
        Parameters: found.map((one) => described(...one)),
        InvalidParameters: names.filter((name) => find(name) === undefined),
      };
    },
    GetParametersByPath({ Path }) {
      const inside = Object.entries(state).filter(([name]) => name.startsWith(`${String(Path).replace(/\/$/, '')}/`));
      return { Parameters: inside.map((one) => described(...one)) };
    },
    PutParameter({ Name, Value, Type, Overwrite }) {
      const name = bare(Name);
      const known = state[name];
      if (known && !Overwrite) throw new AwsError('ParameterAlreadyExists', `${name} exists and Overwrite is not set`);
      const version = (known?.version ?? 0) + 1;
      const { type: old = 'String', fromTemplate } = known ?? {};
      state[name] = {
        type: String(Type ?? old),
        value: String(Value),
        version,
        at: Date.now(),
        ...(fromTemplate !== undefined && { fromTemplate }),
      };
      save();
      return { Version: version, Tier: 'Standard' };
    },
    DeleteParameter({ Name }) {
      delete state[bare(Name)];
      save();
      return {};
    },
  };
}
