import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { anApp, resourcesOf } from './synthesis.ts';

/** Names of outputs that one stack exports to another. */
const exportsOf = (template: { Outputs?: Record<string, { Export?: { Name: unknown } }> }) =>
  Object.values(template.Outputs ?? {}).flatMap(({ Export }) => (Export ? [JSON.stringify(Export.Name)] : []));

describe('two deployments in one account', () => {
  const { app, deployments } = anApp(['Test', 'Production']);
  const templates = app.synth().stacks.map(({ stackName, template }) => ({ stackName, template }));

  it('synthesise side by side as four stacks', () => {
    expect(templates.map(({ stackName }) => stackName).toSorted()).toEqual([
      'ProductionDesk',
      'ProductionPipeline',
      'TestDesk',
      'TestPipeline',
    ]);
  });

  it('are made of the same, and share nothing', () => {
    const [test, production] = deployments.map(({ pipeline }) =>
      Object.values(resourcesOf(pipeline))
        .map(({ Type }) => Type)
        .toSorted(),
    );
    const names = templates.flatMap(({ template }) => exportsOf(template));

    expect(test).toEqual(production);
    expect(new Set(names).size).toBe(names.length);
    for (const { stackName, template } of templates) {
      const other = stackName.startsWith('Test') ? 'Production' : 'Test';
      expect(JSON.stringify(template), stackName).not.toContain(`${other}Desk`);
      expect(JSON.stringify(template), stackName).not.toContain(`${other}Pipeline`);
    }
  });

  it('keep their signs-in apart, whose domains are unique among all accounts', () => {
    for (const { desk } of deployments) {
      const [domain] = Object.values(resourcesOf(desk)).filter(({ Type }) => Type === 'AWS::Cognito::UserPoolDomain');
      expect(JSON.stringify(domain?.Properties.Domain)).toContain('AWS::StackId');
    }
  });
});

describe('a brand', () => {
  it('without a mailbox gets no mail rules and no right to send mail', () => {
    const { deployments } = anApp(['Heartline'], { accounts: { lumi: {} } });
    const template = JSON.stringify(deployments.map(({ pipeline }) => resourcesOf(pipeline)));

    expect(template).not.toContain('AWS::SES::ReceiptRule');
    expect(template).not.toContain('ses:SendEmail');
  });

  it('whose choices are larger than a parameter may be is told so at synthesis', () => {
    const teams = Array.from({ length: 100 }, (_, index) => ({
      name: `team-${index}`,
      email: `team-${index}@${'x'.repeat(60)}.example`,
    }));

    expect(() => anApp(['Heartline'], { teams })).toThrow('larger than a parameter may be');
  });

  it('with many choices gets a parameter that holds them', () => {
    const teams = Array.from({ length: 50 }, (_, index) => ({
      name: `team-${index}`,
      email: `team-${index}@${'x'.repeat(40)}.example`,
    }));
    const { deployments } = anApp(['Heartline'], { teams });
    const parameters = deployments.flatMap(({ pipeline }) =>
      Object.values(resourcesOf(pipeline)).filter(({ Type }) => Type === 'AWS::SSM::Parameter'),
    );

    expect(parameters.map(({ Properties }) => Properties.Tier)).toEqual(['Advanced']);
  });
});

describe('cdk-nag', () => {
  const { app } = anApp();
  const constructs = app.node.findAll();

  it('finds nothing against AWS’s own rules that we have not looked at', () => {
    const { violations } = new AwsSolutionsChecks(app).validateScope(app);
    const found = violations.map(({ ruleName, violatingResources }) => [
      ruleName,
      violatingResources.map((each) => each.resourceLogicalId),
    ]);

    expect(found).toEqual([]);
  });

  it('is told why for each finding that we accept', () => {
    const accepted = constructs.flatMap(({ node }) =>
      node.metadata.flatMap(({ type, data }) =>
        type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY
          ? Object.entries(data as Record<string, string>).map(([rule, reason]) => [node.path, rule, reason] as const)
          : [],
      ),
    );

    expect(accepted.length).toBeGreaterThan(5);
    for (const [path, rule, reason] of accepted) expect(reason, `${path}: ${rule}`).toMatch(/\S+ \S+ \S+ \S+/);
  });
});
