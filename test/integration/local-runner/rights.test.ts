import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RunningStack } from '../../../local/stack.ts';
import { outside, startFixture } from './fixture-stack.ts';

const lines: string[] = [];
let stack: RunningStack;
let world: ReturnType<typeof outside>;
beforeAll(async () => {
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  stack = await startFixture();
  world = outside(stack.file);
}, 120_000);
afterAll(async () => {
  await stack?.stop();
  vi.restoreAllMocks();
});

const attempt = async (id: string): Promise<Record<string, string>> => {
  const result = await stack.invoke(world.refOf(`Fixture/${id}/Resource`), {});
  return result.kind === 'result' ? JSON.parse(result.payload) : { failed: result.errorMessage };
};
const arnOf = (path: string): string => Object.values(stack.file.resources).find((one) => one.path === path)?.arn ?? '';

describe('a function', () => {
  it('does what the template grants it', async () => {
    expect(await attempt('Entitled')).toMatchObject({
      put: 'done',
      index: 'done',
      send: 'done',
      store: 'done',
      missing: expect.stringContaining('NoSuchKey'),
      setting: 'done',
      secret: 'done',
      mail: 'done',
      connection: expect.stringContaining('GoneException'),
    });
    await vi.waitFor(async () => expect(await world.notes('done')).toHaveLength(1), 10_000);
  });

  it('is refused what nobody granted it, and told what it lacks', async () => {
    const told = await attempt('Stranger');
    const table = arnOf('Fixture/Table/Resource');
    const inbox = arnOf('Fixture/Inbox/Resource');
    const lacks = (action: string, resource: string) =>
      expect.stringMatching(`^AccessDenied.*User: arn:aws:sts.*Stranger.* perform: ${action} on resource: ${resource}`);

    expect(told).toEqual({
      put: lacks('dynamodb:PutItem', table),
      index: lacks('dynamodb:Query', `${table}/index/byKind`),
      send: lacks('sqs:SendMessage', arnOf('Fixture/Work/Resource')),
      store: lacks('s3:PutObject', `${inbox}/kept/a b.txt`),
      missing: lacks('s3:GetObject', `${inbox}/nowhere`),
      setting: lacks('ssm:GetParameter', 'arn:aws:ssm:us-east-1:000000000000:parameter/fixture/setting'),
      secret: lacks('secretsmanager:GetSecretValue', arnOf('Fixture/ChannelSecrets/Resource')),
      mail: lacks('ses:SendEmail', 'arn:aws:ses:us-east-1:000000000000:identity/example.com'),
      connection: lacks('execute-api:ManageConnections', 'arn:aws:execute-api:.*/live/POST/@connections/gone='),
    });
    expect((await world.notes('attempt')).map(({ sk }) => sk)).not.toContain(world.refOf('Fixture/Stranger/Resource'));
  });

  it('is refused what a statement denies, though another allows all', async () => {
    const told = await attempt('Denied');

    expect(told).toMatchObject({ put: expect.stringContaining('with an explicit deny'), index: 'done' });
    // S3 does not tell whether an object is missing to who may not list.
    expect(told.missing).toMatch(/^AccessDenied: .*s3:ListBucket/);
  });

  it('has each refusal told once at the terminal', async () => {
    await attempt('Stranger');

    const name = world.refOf('Fixture/Stranger/Resource');
    const about = () => lines.filter((line) => line.includes(`${name} may not ssm:GetParameter on arn:aws:ssm:`));
    await vi.waitFor(() => expect(about()).toHaveLength(1));
  });
});
