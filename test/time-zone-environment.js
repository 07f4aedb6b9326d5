import { TestEnvironment } from 'jest-environment-node';

/**
 * Node.js as jest provides it, in the time zone that the suite names: only here, outside the test's own copy of
 * `process.env`, does setting TZ reach the engine.
 */
export default class TimeZoneEnvironment extends TestEnvironment {
  constructor(config, context) {
    process.env.TZ = config.projectConfig.testEnvironmentOptions.timeZone;
    super(config, context);
  }
}
