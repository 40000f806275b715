import { randomUUID } from 'node:crypto';
import { AwsError, type JsonService } from './aws-json.ts';
import type { Cloud } from './cloud.ts';
import { jsonFile } from './json-file.ts';
import { generatedSecret, generateSecretString } from './random-password.ts';

/** A stand-in for Secrets Manager: values in a JSON file that only this user may read; no rotation, one older version. */
type Secret = { name: string; version: string; value: string; previous?: string; at: number; fromTemplate: string };
type Secrets = Record<string, Secret>;

export type SecretStore = {
  operations: JsonService;
  read(arn: string): string | undefined;
  arnOf(id: string): string | undefined;
  write(arn: string, value: string): void;
};

export function secretStore(cloud: Cloud, file: string): SecretStore {
  const { state, save } = jsonFile<Secrets>(file, {});

  // Generated once and kept; a value put by hand stays until the template's own text changes.
  for (const { identity, ...resource } of cloud.ofType('AWS::SecretsManager::Secret')) {
    const { SecretString, GenerateSecretString: wanted } = cloud.properties({ identity, ...resource });
    const fromTemplate = typeof SecretString === 'string' ? SecretString : 'generated';
    const known = state[identity.ref];
    if (known?.fromTemplate === fromTemplate) continue;
    const value =
      typeof SecretString === 'string' ? SecretString : generatedSecret(generateSecretString.parse(wanted ?? {}));
    const name = identity.ref.split(':secret:')[1]?.replace(/-[^-]{6}$/, '') ?? identity.ref;
    state[identity.ref] = { name, version: randomUUID(), value, at: Date.now(), fromTemplate };
  }
  save();

  const known = (wanted: string): [string, Secret] | undefined =>
    Object.entries(state).find(([arn, { name }]) => wanted === arn || wanted === name || arn.startsWith(`${wanted}-`));
  const find = (id: unknown): [string, Secret] => {
    const found = known(String(id));
    if (!found) throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    return found;
  };
  const put = (secret: Secret, value: string): void => {
    Object.assign(secret, { previous: secret.value, value, version: randomUUID(), at: Date.now() });
    save();
  };
  const described = (ARN: string, { name, version, at }: Secret): object => ({
    ARN,
    Name: name,
    CreatedDate: at / 1000,
    VersionIdsToStages: { [version]: ['AWSCURRENT'] },
  });

  return {
    read: (arn) => state[arn]?.value,
    arnOf: (id) => known(id)?.[0],
    write: (arn, value) => put(find(arn)[1], value),
    operations: {
      GetSecretValue({ SecretId, VersionStage }) {
        const [ARN, secret] = find(SecretId);
        const isOld = VersionStage === 'AWSPREVIOUS';
        const value = isOld ? secret.previous : secret.value;
        if (value === undefined) throw new AwsError('ResourceNotFoundException', `no version ${String(VersionStage)}`);
        return {
          ARN,
          Name: secret.name,
          VersionId: secret.version,
          SecretString: value,
          VersionStages: [isOld ? 'AWSPREVIOUS' : 'AWSCURRENT'],
          CreatedDate: secret.at / 1000,
        };
      },
      PutSecretValue({ SecretId, SecretString }) {
        const [ARN, secret] = find(SecretId);
        put(secret, String(SecretString));
        return { ARN, Name: secret.name, VersionId: secret.version, VersionStages: ['AWSCURRENT'] };
      },
      UpdateSecret({ SecretId, SecretString }) {
        const [ARN, secret] = find(SecretId);
        if (SecretString !== undefined) put(secret, String(SecretString));
        return { ARN, Name: secret.name, VersionId: secret.version };
      },
      DescribeSecret: ({ SecretId }) => described(...find(SecretId)),
      ListSecrets: () => ({ SecretList: Object.entries(state).map((one) => described(...one)) }),
    },
  };
}
