import { ALIKE, CREDENTIALS_FIRST, type Scenario } from '../scenario.js';

/** Guide causes 1 and 6 (other API environment): secret and user name; and cause 5: the account. */
export function credentialScenarios(): readonly Scenario[] {
  return [
    {
      id: 'wrong-secret',
      what: 'A mistyped API secret was saved.',
      truth: ['wrong_secret'],
      histories: { none: 'open', healthy: 'settled' },
      rivals: ALIKE,
      happen: (world) => world.save({ apiSecret: 'sim-production-secret-7Qx' }),
    },
    {
      id: 'login-password',
      what: 'The login password was saved as the API secret.',
      truth: ['wrong_secret'],
      histories: { none: 'open', healthy: 'settled' },
      rivals: ALIKE,
      happen: (world) => world.save({ apiSecret: world.registrar.account.loginPassword }),
    },
    {
      id: 'api-password-never-set',
      what: 'No API password was ever set at NiceNIC; the admin saved one of his own.',
      truth: ['wrong_secret'],
      histories: { none: 'open' },
      rivals: ALIKE,
      happen: async (world) => {
        world.registrar.account.productionSecret = null;
        await world.save({ apiSecret: 'a-secret-of-my-own' });
      },
    },
    {
      id: 'wrong-user-name',
      what: 'A well-formed user name that is not that of the account was saved.',
      truth: ['wrong_secret'],
      histories: { none: 'open', healthy: 'settled' },
      rivals: ALIKE,
      happen: (world) => world.save({ username: 'demo-resellers' }),
    },
    {
      id: 'secret-changed-at-registrar',
      what: 'The API password was set anew at NiceNIC; WHMCS holds the old one.',
      truth: ['wrong_secret'],
      histories: { healthy: 'open' },
      rivals: ALIKE,
      happen: (world) => {
        world.registrar.account.productionSecret = 'set-anew-at-nicenic';
      },
    },
    {
      id: 'secret-cut-at-save',
      what: 'A new API password was set at NiceNIC and only its first half was saved.',
      truth: ['wrong_secret'],
      histories: { healthy: 'settled' },
      happen: async (world) => {
        world.registrar.account.productionSecret = 'set-anew-at-nicenic';
        await world.save({ apiSecret: 'set-anew' });
      },
    },
    {
      id: 'sandbox-secret-in-production',
      what: 'The secret of the sandbox was saved for production.',
      truth: ['wrong_environment'],
      histories: { none: 'settled', healthy: 'settled' },
      happen: (world) => world.save({ apiSecret: world.sandboxSettings().apiSecret }),
    },
    {
      id: 'sandbox-secret-in-production-credentials-first',
      what: 'The secret of the sandbox was saved for production; the registrar looks at the secret first.',
      truth: ['wrong_environment'],
      histories: { none: 'settled' },
      registrar: CREDENTIALS_FIRST,
      happen: (world) => world.save({ apiSecret: world.sandboxSettings().apiSecret }),
    },
    {
      id: 'production-secret-in-sandbox',
      what: 'Test Mode was switched on and the secret of production left in place.',
      truth: ['wrong_environment'],
      histories: { none: 'settled', healthy: 'settled' },
      happen: (world) => world.save({ testMode: true }),
    },
    {
      id: 'sandbox-secret-and-never-whitelisted',
      what: 'The secret of the sandbox was saved for production, and the address is not whitelisted there either.',
      truth: ['wrong_environment', 'ip_not_whitelisted'],
      histories: { none: 'settled' },
      happen: async (world) => {
        world.registrar.production.whitelist.remove('127.0.0.1');
        await world.save({ apiSecret: world.sandboxSettings().apiSecret });
      },
    },
    {
      id: 'sandbox-secret-where-the-sandbox-has-a-whitelist',
      what: 'The secret of the sandbox was saved for production, and the sandbox refuses this address.',
      // The sandbox's secret is a wrong secret for production: both say what to mend.
      truth: ['wrong_environment', 'wrong_secret'],
      histories: { none: 'open' },
      registrar: { sandboxChecks: ['whitelist', 'credentials'] },
      happen: async (world) => {
        world.registrar.sandbox.whitelist.remove('127.0.0.1');
        await world.save({ apiSecret: world.sandboxSettings().apiSecret });
      },
    },
    {
      id: 'account-never-eligible',
      what: 'The account was never raised to a level with API access.',
      truth: ['account_not_eligible'],
      histories: { none: 'open' },
      rivals: ALIKE,
      happen: (world) => {
        world.registrar.account.eligible = false;
      },
    },
    {
      id: 'account-never-eligible-credentials-first',
      what: 'The account was never raised to a level with API access; the registrar looks at the secret first.',
      truth: ['account_not_eligible'],
      histories: { none: 'open' },
      rivals: ALIKE,
      registrar: CREDENTIALS_FIRST,
      happen: (world) => {
        world.registrar.account.eligible = false;
      },
    },
    {
      id: 'account-lost-access',
      what: 'The account lost its API access after a healthy time.',
      truth: ['account_not_eligible'],
      histories: { healthy: 'open' },
      rivals: ALIKE,
      happen: (world) => {
        world.registrar.account.eligible = false;
      },
    },
  ];
}
