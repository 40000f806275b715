// Who may import whom. `npm run architecture` also fails when too few modules are seen: without @swc/core this tool
// cannot read the code and reports no violations at all.
const stages = 'ingress|chat|mail|triage|answer|escalate|deliver|desk-api';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'stages-meet-in-events',
      comment: "Stages share events, never each other's files",
      severity: 'error',
      from: { path: `^functions/(${stages})/` },
      to: { path: `^functions/(${stages})/`, pathNot: '^functions/$1/' },
    },
    {
      name: 'aws-at-the-edges',
      comment: 'AWS is known to handlers, wiring, adapters, observe and sqs/ alone',
      severity: 'error',
      from: {
        path: '^functions/',
        pathNot: '/(handler|wiring)\\.ts$|^functions/shared/(adapters|sqs)/|^functions/shared/observe\\.ts$',
      },
      to: { path: '@aws-sdk|@aws-lambda-powertools|aws4fetch', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'events-depend-on-zod-alone',
      severity: 'error',
      from: { path: '^events/' },
      to: { pathNot: '^events/|zod|^models/judgement\\.ts$' },
    },
    {
      name: 'models-are-pure',
      comment: 'Models know neither AWS nor the pipeline',
      severity: 'error',
      from: { path: '^models/', pathNot: '^models/evaluate|^models/peers' },
      to: { path: '^(functions|lib|local|cli|console)/|@aws-sdk', pathNot: '^functions/triage/risk\\.ts$' },
    },
    {
      name: 'decisions-ask-nobody',
      comment: 'Ports are interfaces: they know no adapter',
      severity: 'error',
      from: { path: '^functions/shared/ports/' },
      to: { path: '^functions/shared/adapters/' },
    },
    {
      name: 'production-stands-alone',
      severity: 'error',
      from: { path: '^(functions|events|models|lib|config)/' },
      to: { path: '^(test|local|cli|bench|demo)/' },
    },
    {
      name: 'the-browser-takes-types-only',
      comment: 'What the desk shares with the functions are types; zod stays out of the browser',
      severity: 'error',
      from: { path: '^console/src/' },
      to: { path: '^(functions|events|models|config)/', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    exclude: { path: '^(node_modules|dist|cdk\\.out|\\.heartline|console/dist)' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
