import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { modelFiles } from '../models/analyse.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'dist', 'functions');

/** Every function of the application, by the name of its folder. */
const functionNames = readdirSync(join(root, 'functions'), { withFileTypes: true }).flatMap((each) =>
  each.isDirectory() && each.name !== 'shared' ? [each.name] : [],
);

/** Trained files a function reads at its cold start; they lie beside its code. */
const readsFiles: Record<string, readonly string[]> = { triage: modelFiles };

/** The one function that describes its schemas to others. */
const describesSchemas = 'desk-api';

// The names zod's other files ask for; `later` stands where a method is made for each schema.
const unwritten = `const none = () => { throw new Error('JSON Schema is written by ${describesSchemas} alone'); };
const later = () => none;
export const allProcessors = {};
export { later as createToJSONSchemaMethod, later as createStandardJSONSchemaMethod };
export { none as toJSONSchema, none as extractDefs, none as finalize, none as initializeContext };
export { none as processSchema };`;

/** Leaves a module out of a bundle, putting `contents` in its place. */
const leaveOut = (name: string, filter: RegExp, contents: string): Plugin => ({
  name: `without-${name}`,
  setup: ({ onLoad }) => onLoad({ filter }, () => ({ contents })),
});

/** zod's JSON Schema writer (17 KB), which the package ties to every schema and we ask in one place. */
const withoutSchemaWriter = leaveOut(
  'schema-writer',
  /zod[\\/]v4[\\/]core[\\/](to-json-schema|json-schema-processors)\.js$/,
  unwritten,
);

/** The SDK's event streams (15 KB), loaded by operations that answer with a stream of events: none that we call. */
const withoutEventStreams = leaveOut(
  'event-streams',
  /@smithy[\\/]core[\\/]dist-es[\\/]submodules[\\/]event-streams[\\/]index\.js$/,
  'export {};',
);

/**
 * Bundles the functions into a folder, and says where each lies. ESM entry points of packages (`module` first) let esbuild leave out
 * what is not used, and in Lambda credentials always come from the environment, so the SDK's other ways of finding them
 * stay behind: a DynamoDB client comes to 190 KB rather than 510 KB.
 */
export async function bundleFunctions(out: string = folder): Promise<Record<string, string>> {
  rmSync(out, { recursive: true, force: true });
  await Promise.all(
    functionNames.map((name) =>
      build({
        absWorkingDir: root,
        entryPoints: [`functions/${name}/handler.ts`],
        outfile: join(out, name, 'index.mjs'),
        bundle: true,
        minify: true,
        platform: 'node',
        format: 'esm',
        target: 'node24',
        mainFields: ['module', 'main'],
        alias: { '@aws-sdk/credential-provider-node': './lib/lambda-credentials.ts' },
        plugins: [withoutEventStreams, ...(name === describesSchemas ? [] : [withoutSchemaWriter])],
        // Packages written for CommonJS ask for `require`; ES modules have none of their own.
        banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
        logLevel: 'error',
        logOverride: { 'import-is-undefined': 'silent' }, // of the writer left out
      }),
    ),
  );
  for (const [name, files] of Object.entries(readsFiles)) {
    for (const file of files) {
      const target = join(out, name, 'models', file);
      mkdirSync(dirname(target), { recursive: true });
      cpSync(join(root, 'models', file), target);
    }
  }
  return Object.fromEntries(functionNames.map((name) => [name, join(out, name)]));
}
