/** Suites by folder; `npm test` runs all but the slow ones, which CI runs as well. */
const suite = (displayName, testTimeout) => ({
  displayName,
  rootDir: import.meta.dirname,
  testMatch: [`<rootDir>/test/${displayName}/**/*.test.ts`],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': '@swc/jest' },
  transformIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  testTimeout,
});

export default {
  projects: [
    suite('unit', 10_000),
    suite('integration', 30_000),
    suite('php', 60_000),
    suite('e2e', 120_000),
    suite('browser', 60_000),
  ],
};
