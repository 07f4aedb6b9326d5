import type { Scenario } from '../scenario.js';
import type { World } from '../world.js';

const NEW_SECRET = 'set-anew-at-nicenic';

/** The API password was set anew, WHMCS's web has it; the cron works with what was there before. */
async function cronStaysBehind(world: World): Promise<void> {
  const before = world.settings;
  world.registrar.account.productionSecret = NEW_SECRET;
  await world.save({ apiSecret: NEW_SECRET });
  await world.act('web', 'CheckAvailability');
  await world.runCron(before);
  await world.act('cron', 'Sync', before);
}

/** The web works; the cron of another WHMCS folder has no settings at all. */
async function cronHasNone(world: World): Promise<void> {
  const none = { username: '', apiSecret: '', testMode: false };
  await world.act('web', 'CheckAvailability');
  await world.runCron(none);
  await world.act('cron', 'Sync', none);
}

/** Guide cause 8: what WHMCS does with its settings. */
export function whmcsScenarios(): readonly Scenario[] {
  return [
    {
      id: 'cron-without-settings',
      what: 'The cron hands over empty settings while the web works; someone asks in the web.',
      truth: ['cron_environment_differs'],
      histories: { healthy: 'settled' },
      happen: cronHasNone,
    },
    {
      id: 'cron-without-settings-asked-in-cron',
      what: 'The cron hands over empty settings while the web works; the question comes from the cron.',
      truth: ['cron_environment_differs', 'whmcs_settings_incomplete'],
      histories: { healthy: 'settled' },
      askedFrom: 'cron',
      happen: async (world) => {
        await cronHasNone(world);
        world.store({ username: '', apiSecret: '' });
      },
    },
    {
      id: 'cron-with-older-settings',
      what: 'The cron hands over the old secret while the web works with the new one; someone asks in the web.',
      truth: ['cron_environment_differs'],
      histories: { healthy: 'settled' },
      happen: cronStaysBehind,
    },
    {
      id: 'cron-with-older-settings-asked-in-cron',
      what: 'The cron hands over the old secret while the web works with the new one; the question comes from the cron.',
      truth: ['cron_environment_differs'],
      histories: { healthy: 'settled' },
      askedFrom: 'cron',
      happen: async (world) => {
        const before = world.settings;
        await cronStaysBehind(world);
        world.store(before);
      },
    },
    {
      id: 'settings-not-saved',
      what: 'The new secret passed the test in the form, but WHMCS goes on with the old one, in web and cron.',
      truth: ['whmcs_settings_not_saved'],
      histories: { healthy: 'settled' },
      happen: async (world) => {
        world.registrar.account.productionSecret = NEW_SECRET;
        await world.tryInForm({ apiSecret: NEW_SECRET });
        await world.runCron();
        await world.act('web', 'CheckAvailability');
      },
    },
    {
      id: 'settings-not-saved-at-set-up',
      what: 'The first secret was mistyped; the right one passed the test in the form and was not saved.',
      truth: ['whmcs_settings_not_saved'],
      histories: { none: 'settled' },
      happen: async (world) => {
        const { apiSecret } = world.settings;
        await world.save({ apiSecret: 'sim-production-secret-7Qx' });
        await world.runCron();
        world.pass(60_000);
        await world.tryInForm({ apiSecret });
        await world.runCron();
        await world.act('web', 'CheckAvailability');
      },
    },
  ];
}
