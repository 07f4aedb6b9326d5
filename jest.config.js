import { availableParallelism } from 'node:os';

/**
 * A suite is a folder under test/. `npm test` runs all but the last two: `npm run test:slow` runs the slow one, and CI
 * runs both.
 * `timeoutMs` bounds one test: jest knows no limit per suite, so test/set-suite-timeout.js sets it.
 */
const suite = (folder, { timeoutMs, displayName = folder, timeZone = 'UTC', needsBuild = false }) => ({
  displayName,
  rootDir: import.meta.dirname,
  testMatch: [`<rootDir>/test/${folder}/**/*.test.ts`],
  testEnvironment: '<rootDir>/test/time-zone-environment.js',
  testEnvironmentOptions: { timeZone },
  globals: { suiteTimeoutMs: timeoutMs },
  setupFilesAfterEnv: ['<rootDir>/test/set-suite-timeout.js'],
  ...(needsBuild ? { globalSetup: '<rootDir>/test/global-setup.js' } : {}),
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': '@swc/jest' },
  transformIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/test/php-matrix/node_modules/'],
});

export default {
  // On a small machine jest would use a single worker; half of these suites' time is spent waiting for other processes.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  projects: [
    suite('unit', { timeoutMs: 10_000 }),
    // Far from UTC, so that code which takes the machine's zone for UTC lands on another day.
    suite('unit', { timeoutMs: 10_000, displayName: 'unit-shanghai', timeZone: 'Asia/Shanghai' }),
    suite('integration', { timeoutMs: 30_000 }),
    suite('php', { timeoutMs: 60_000, needsBuild: true }),
    suite('e2e', { timeoutMs: 120_000, needsBuild: true }),
    suite('browser', { timeoutMs: 60_000, needsBuild: true }),
    suite('php-matrix', { timeoutMs: 60_000 }),
    suite('slow', { timeoutMs: 600_000, needsBuild: true }),
  ],
};
