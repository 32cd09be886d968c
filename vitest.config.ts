import { defineConfig } from 'vitest/config';

const project = (name: string, include: string, testTimeout: number) => ({
  extends: true as const,
  test: { name, include: [include], testTimeout, hookTimeout: 60_000 },
});

export default defineConfig({
  test: {
    // Two cores: real servers and browsers of several files at once only slow each other down.
    maxWorkers: 2,
    projects: [
      project('unit', 'tests/unit/**/*.test.ts', 20_000),
      project('contracts', 'tests/contracts/**/*.test.ts', 60_000),
      project('integration', 'tests/integration/**/*.test.ts', 180_000),
      project('hostile', 'tests/hostile/**/*.test.ts', 120_000),
      project('fuzz', 'tests/fuzz/**/*.test.ts', 180_000),
      project('browser', 'tests/browser/**/*.test.ts', 240_000),
    ],
  },
});
