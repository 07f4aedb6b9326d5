import { DATA_SHAPES } from '../../../simulator/envelope.js';
import type { SimulatorOptions } from '../../../simulator/simulator.js';
import type { Scenario } from '../scenario.js';
import type { World } from '../world.js';

function healthy(
  id: string,
  what: string,
  play: Pick<Scenario, 'arrange' | 'happen' | 'registrar'> = {},
  history: 'none' | 'healthy' = 'none',
): Scenario {
  return { id: `healthy-${id}`, what, truth: [], histories: { [history]: 'settled' }, ...play };
}

const withRegistrar = (registrar: SimulatorOptions): Pick<Scenario, 'registrar'> => ({ registrar });

/** Nothing is wrong: saying otherwise would send an administrator to mend what works. */
export function healthyScenarios(): readonly Scenario[] {
  return [
    ...DATA_SHAPES.map((dataShape) =>
      healthy(`data-${dataShape}`, `All is well; data of answers has the form "${dataShape}".`, {
        registrar: { dataShape },
      }),
    ),
    healthy(
      'numbers-as-text',
      'All is well; numbers travel as text.',
      withRegistrar({ numbersAsStrings: true }),
    ),
    healthy(
      'list-code-200',
      'All is well; the list of domains has code 200.',
      withRegistrar({ domainListCode: 200 }),
    ),
    healthy('in-sandbox', 'The sandbox is used with its own secret.', {
      happen: (world) => world.save(world.sandboxSettings()),
    }),
    healthy(
      'without-sandbox',
      'No sandbox secret was ever generated.',
      withRegistrar({ account: { sandboxSecret: null } }),
    ),
    healthy(
      'secret-with-colon',
      'The secret holds a colon and is accepted.',
      withRegistrar({ account: { productionSecret: 'sim:secret:7Qx2' } }),
    ),
    healthy(
      'secret-like-html',
      'The secret holds what looks like an HTML code and is accepted.',
      withRegistrar({ account: { productionSecret: 'R&amp;D-secret-7Qx2' } }),
    ),
    healthy(
      'user-name-like-email',
      'The user name looks like an e-mail address and is accepted.',
      withRegistrar({ account: { username: 'admin@shop.example' } }),
    ),
    healthy('without-money', 'The balance is zero.', withRegistrar({ balance: 0 })),
    healthy('slow', 'NiceNIC takes most of a second.', {
      happen: (world) => {
        world.registrar.faults.add({ kind: 'delay', when: 'before', milliseconds: 700 });
      },
    }),
    healthy('without-echo-services', 'The echo services are switched off.', {
      arrange: (world) => world.setVariables({ COMPANION_EGRESS_URLS: 'off' }),
    }),
    healthy('echo-services-down', 'No echo service answers.', {
      arrange: (world) =>
        world.setVariables({ COMPANION_EGRESS_URLS: 'http://127.0.0.1:1/,http://127.0.0.1:2/' }),
    }),
    healthy('over-ipv6', 'Calls leave over IPv6, which is whitelisted.', withRegistrar({ host: '::' })),
    healthy('through-proxy', 'A proxy with a whitelisted address lies on the way.', {
      registrar: { whitelist: ['127.0.0.9'] },
      arrange: async (world) => {
        await world.useHttps();
        await world.useProxy({ kind: 'tunnel', address: '127.0.0.9' });
      },
    }),
    healthy(
      'new-address',
      'The address changed, and the new one was whitelisted before.',
      {
        registrar: { whitelist: ['127.0.0.1', '127.0.0.2'] },
        happen: (world) => world.setVariables({ COMPANION_LOCAL_ADDRESS: '127.0.0.2' }),
      },
      'healthy',
    ),
    healthy(
      'new-secret',
      'The API password was set anew and saved in WHMCS.',
      {
        happen: async (world) => {
          world.registrar.account.productionSecret = 'set-anew-at-nicenic';
          await world.save({ apiSecret: 'set-anew-at-nicenic' });
        },
      },
      'healthy',
    ),
    healthy(
      'after-wrong-attempts',
      'Two wrong secrets were tried in the form before the right one was saved.',
      {
        happen: async (world) => {
          await world.tryInForm({ apiSecret: 'first-attempt' });
          await world.tryInForm({ apiSecret: 'second-attempt' });
          await world.save({});
        },
      },
    ),
    healthy(
      'after-an-incident',
      'The whitelist entry was missing for a while and is back.',
      {
        happen: async (world: World) => {
          world.registrar.production.whitelist.remove('127.0.0.1');
          await world.check();
          world.pass(5 * 60_000);
          await world.check();
          world.registrar.production.whitelist.add('127.0.0.1');
          world.pass(5 * 60_000);
        },
      },
      'healthy',
    ),
    healthy(
      'domain-not-in-account',
      'A Sync fails because of the domain, not because of the access.',
      { happen: (world) => world.act('cron', 'Sync') },
      'healthy',
    ),
    healthy('cron-on-another-address', 'PHP in cron has another address; calls leave from the sidecar.', {
      happen: async (world) => {
        await world.save({});
        await world.runCron(world.settings, ['127.0.0.7']);
      },
    }),
  ];
}
