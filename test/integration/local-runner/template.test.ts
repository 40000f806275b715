// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation writes its substitutions like this.
import { describe, expect, it } from 'vitest';
import type { StackTemplate, Template } from '../../../local/assembly.ts';
import { cloudOf } from '../../../local/cloud.ts';
import { laptopDns } from '../../../local/laptop-dns.ts';

type Resources = Record<string, { Type: string; Properties?: Record<string, unknown>; Condition?: string }>;

function aStack(name: string, Resources: Resources, rest: Partial<Template> = {}): StackTemplate {
  const resources = Object.entries(Resources).map(([id, one]) => [id, { Properties: {}, Metadata: {}, ...one }]);
  const empty = { Parameters: {}, Mappings: {}, Conditions: {}, Outputs: {} };
  return { name, template: { ...empty, Resources: Object.fromEntries(resources), ...rest }, assets: new Map() };
}

const cloud = (...stacks: StackTemplate[]) =>
  cloudOf({ stacks, sqsUrl: 'http://127.0.0.1:9324', dns: laptopDns('http://localhost:4700') });

const asking = (Value: unknown, others: Resources = {}, rest: Partial<Template> = {}) => {
  const made = cloud(aStack('Shop', { Asker: { Type: 'AWS::Test::Asker', Properties: { Value } }, ...others }, rest));
  const [asker] = made.ofType('AWS::Test::Asker');
  return asker && made.properties(asker).Value;
};

describe('a template on the laptop', () => {
  const queue: Resources = { Queue: { Type: 'AWS::SQS::Queue' } };
  const url = 'http://127.0.0.1:9324/000000000000/Shop-Queue';
  const arn = 'arn:aws:sqs:us-east-1:000000000000:Shop-Queue';

  it.each<[string, unknown, unknown]>([
    ['a reference', { Ref: 'Queue' }, url],
    ['an attribute', { 'Fn::GetAtt': ['Queue', 'Arn'] }, arn],
    ['a substitution', { 'Fn::Sub': '${Queue.Arn}/${!Literal}/${AWS::Region}' }, `${arn}/\${Literal}/us-east-1`],
    ['a substitution with names', { 'Fn::Sub': ['${Name}!', { Name: { Ref: 'AWS::AccountId' } }] }, '000000000000!'],
    ['a join', { 'Fn::Join': [':', ['a', { Ref: 'AWS::Partition' }]] }, 'a:aws'],
    ['a choice of parts', { 'Fn::Select': ['1', { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
    ['a condition', { 'Fn::If': ['IsTest', 'yes', { Ref: 'AWS::NoValue' }] }, 'yes'],
    ['a map', { 'Fn::FindInMap': ['Sizes', 'test', 'small'] }, 3],
  ])('knows %s', (_, value, expected) => {
    const rest = {
      Conditions: { IsTest: { 'Fn::Not': [{ 'Fn::Equals': ['a', 'b'] }] } },
      Mappings: { Sizes: { test: { small: 3 } } },
    };
    expect(asking(value, queue, rest)).toEqual(expected);
  });

  it('finds what another stack exports', () => {
    const exporting = aStack('Base', queue, {
      Outputs: { Url: { Value: { Ref: 'Queue' }, Export: { Name: 'base-url' } } },
    });
    const Properties = { Value: { 'Fn::ImportValue': 'base-url' } };
    const made = cloud(exporting, aStack('Shop', { Asker: { Type: 'AWS::Test::Asker', Properties } }));

    expect(made.ofType('AWS::Test::Asker').map(made.properties)).toEqual([{ Value: url.replace('Shop', 'Base') }]);
  });

  it('fails on a wire that leads nowhere, and says where it starts', () => {
    expect(() => asking({ Environment: { Ref: 'Gone' } })).toThrow(
      'Shop/Asker (Shop/Asker/Properties)/Value/Environment points to "Gone", which is not in stack Shop',
    );
  });

  it('leaves out what its condition excludes', () => {
    const Conditions = { Never: { 'Fn::Equals': ['a', 'b'] } };
    const made = cloud(aStack('Shop', { Queue: { Type: 'AWS::SQS::Queue', Condition: 'Never' } }, { Conditions }));

    expect(made.ofType('AWS::SQS::Queue')).toEqual([]);
  });

  it('turns the addresses that AWS would serve to this machine', () => {
    const api: Resources = {
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } },
      Chat: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'WEBSOCKET' } },
      Site: {
        Type: 'AWS::CloudFront::Distribution',
        Properties: { DistributionConfig: { Aliases: ['desk.example.com'] } },
      },
      Pool: { Type: 'AWS::Cognito::UserPool' },
    };
    const chat = String(asking({ Ref: 'Chat' }, api));
    const pool = String(asking({ Ref: 'Pool' }, api));

    expect(asking({ 'Fn::GetAtt': ['Api', 'ApiEndpoint'] }, api)).toBe('http://localhost:4700');
    expect(asking({ 'Fn::Sub': '${Chat.ApiEndpoint}/live' }, api)).toBe(`ws://localhost:4700/_ws/${chat}/live`);
    expect(asking({ 'Fn::Sub': 'https://${Site.DomainName}/a' }, api)).toBe('http://localhost:4700/a');
    expect(asking('https://desk.example.com/b', api)).toBe('http://localhost:4700/b');
    expect(asking({ 'Fn::GetAtt': ['Pool', 'ProviderURL'] }, api)).toBe(`http://localhost:4700/_cognito/${pool}`);
  });
});
