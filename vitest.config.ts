import { defineConfig } from 'vitest/config';

const project = (
  name: string,
  include: string[],
  options: { testTimeout?: number; fileParallelism?: boolean } = {},
) => ({
  test: { name, include, environment: 'node' as const, ...options },
});

/** The first five need no port and no other process; the last two run the stack, one file after the other. */
export default defineConfig({
  test: {
    projects: [
      project('unit', ['test/unit/**/*.test.{ts,tsx}'], { testTimeout: 20_000 }),
      project('property', ['test/property/**/*.test.ts'], { testTimeout: 60_000 }),
      project('contract', ['test/contract/**/*.test.ts'], { testTimeout: 20_000 }),
      project('simulation', ['test/simulation/**/*.test.ts'], { testTimeout: 120_000 }),
      project('infra', ['test/infra/**/*.test.ts'], { testTimeout: 120_000 }),
      project('integration', ['test/integration/**/*.test.ts'], { testTimeout: 120_000, fileParallelism: false }),
      project('e2e', ['test/e2e/**/*.test.ts'], { testTimeout: 180_000, fileParallelism: false }),
    ],
  },
});
