import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { modelFiles } from '../models/analyse.ts';

const root = join(import.meta.dirname, '..');
const out = join(root, 'dist', 'functions');

/** Every function of the application, by the name of its folder. */
export const functionNames = readdirSync(join(root, 'functions'), { withFileTypes: true }).flatMap((each) =>
  each.isDirectory() && each.name !== 'shared' ? [each.name] : [],
);

/** Trained files a function reads at its cold start; they lie beside its code. */
const readsFiles: Record<string, readonly string[]> = { triage: modelFiles };

/**
 * Bundles the functions in one go, and says where each lies. ESM entry points of packages (`module` first) let esbuild
 * leave out what is not used: a DynamoDB client comes to 190 KB rather than 510 KB. In Lambda credentials always come
 * from the environment, so the SDK's other ways of finding them stay behind too.
 */
export function bundleFunctions(): Record<string, string> {
  rmSync(out, { recursive: true, force: true });
  buildSync({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(functionNames.map((name) => [`${name}/index`, `functions/${name}/handler.ts`])),
    outdir: out,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    keepNames: false,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    mainFields: ['module', 'main'],
    alias: { '@aws-sdk/credential-provider-node': './lib/lambda-credentials.ts' },
    // Packages written for CommonJS ask for `require`; ES modules have none of their own.
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
    define: { 'process.env.NODE_DEBUG': 'undefined' },
    logLevel: 'error',
  });
  for (const [name, files] of Object.entries(readsFiles)) {
    for (const file of files) {
      const target = join(out, name, 'models', file);
      mkdirSync(join(target, '..'), { recursive: true });
      cpSync(join(root, 'models', file), target);
    }
  }
  return Object.fromEntries(functionNames.map((name) => [name, join(out, name)]));
}
