import { ALIKE, CREDENTIALS_FIRST, type Scenario } from '../scenario.js';
import type { World } from '../world.js';

async function moveTo(world: World, address: string): Promise<void> {
  world.phpAddresses = [address];
  await world.setVariables({ COMPANION_LOCAL_ADDRESS: address });
}

/** Guide causes 3 and 4: the whitelist and the address from which calls really leave. */
export function addressScenarios(): readonly Scenario[] {
  return [
    {
      id: 'never-whitelisted',
      what: 'The address of the server was never entered in the whitelist.',
      truth: ['ip_not_whitelisted'],
      histories: { none: 'open' },
      rivals: ALIKE,
      registrar: { whitelist: [] },
    },
    {
      id: 'never-whitelisted-credentials-first',
      what: 'The address was never entered in the whitelist; the registrar looks at the secret first.',
      truth: ['ip_not_whitelisted'],
      histories: { none: 'open' },
      rivals: ALIKE,
      registrar: { whitelist: [], ...CREDENTIALS_FIRST },
    },
    {
      id: 'whitelist-typing-error',
      what: 'The address was entered with one digit too many.',
      truth: ['ip_not_whitelisted'],
      histories: { none: 'open' },
      rivals: ALIKE,
      registrar: { whitelist: ['127.0.0.11'] },
    },
    {
      id: 'whitelist-entry-removed',
      what: 'The entry of the address was removed from the whitelist.',
      truth: ['ip_not_whitelisted'],
      histories: { healthy: 'open' },
      rivals: ALIKE,
      happen: (world) => {
        world.registrar.production.whitelist.remove('127.0.0.1');
      },
    },
    {
      id: 'address-changed',
      what: 'The server calls from another address than before (COMPANION_LOCAL_ADDRESS).',
      truth: ['egress_ip_changed'],
      histories: { healthy: 'settled' },
      happen: (world) => moveTo(world, '127.0.0.2'),
    },
    {
      id: 'address-changed-credentials-first',
      what: 'The server calls from another address than before; the registrar looks at the secret first.',
      truth: ['egress_ip_changed'],
      histories: { healthy: 'settled' },
      registrar: CREDENTIALS_FIRST,
      happen: (world) => moveTo(world, '127.0.0.2'),
    },
    {
      id: 'address-changed-behind-gateway',
      what: 'The hosting provider gave its gateway another address; nothing changed on the server.',
      truth: ['egress_ip_changed'],
      histories: { healthy: 'settled' },
      registrar: { whitelist: ['127.0.0.2'] },
      arrange: async (world) => {
        const exits = await world.useGateway('127.0.0.2');
        moves.set(world, () => {
          Object.assign(exits, { registrar: '127.0.0.3', echoes: ['127.0.0.3', '127.0.0.3'] });
          world.phpAddresses = ['127.0.0.3'];
        });
      },
      happen: (world) => moves.get(world)?.(),
    },
    {
      id: 'address-changed-without-echo-services',
      what: 'The server calls from another address than before, and the echo services are switched off.',
      truth: ['egress_ip_changed'],
      // The local end of the connection has changed; on a server with a public address of its own that is the address.
      histories: { healthy: 'settled' },
      arrange: (world) => {
        world.phpAddresses = [];
        return world.setVariables({ COMPANION_EGRESS_URLS: 'off' });
      },
      happen: (world) => world.setVariables({ COMPANION_LOCAL_ADDRESS: '127.0.0.2' }),
    },
    {
      id: 'address-changed-while-cron-has-another',
      what: 'The server calls from another address than before; that of PHP in cron was always different.',
      truth: ['egress_ip_changed'],
      histories: { healthy: 'settled' },
      arrange: (world) => {
        world.phpAddresses = ['127.0.0.7'];
      },
      happen: (world) => world.setVariables({ COMPANION_LOCAL_ADDRESS: '127.0.0.2' }),
    },
    {
      id: 'odd-secret-worked-then-address-changed',
      what: 'A secret that looks odd worked for days; then the address changed.',
      truth: ['egress_ip_changed'],
      histories: { healthy: 'settled' },
      registrar: { account: { productionSecret: 'R&amp;D-secret-7Qx2' } },
      happen: (world) => moveTo(world, '127.0.0.2'),
    },
    {
      id: 'moved-with-a-wrong-secret',
      what: 'The shop moved to another server, and the secret was mistyped there.',
      truth: ['egress_ip_changed', 'wrong_secret'],
      histories: { healthy: 'settled' },
      happen: async (world) => {
        await moveTo(world, '127.0.0.2');
        await world.save({ apiSecret: 'sim-production-secret-7Qx' });
      },
    },
    {
      id: 'ipv6-where-ipv4-is-whitelisted',
      what: 'Calls leave over IPv6, and the whitelist holds the IPv4 address only.',
      truth: ['ip_not_whitelisted'],
      histories: { none: 'settled', healthy: 'settled' },
      registrar: { host: '::', whitelist: ['127.0.0.1'] },
      // In the healthy time the server had no IPv6.
      arrange: (world) => world.setVariables({ COMPANION_IP_FAMILY: '4' }),
      happen: (world) => {
        world.phpAddresses = ['::1', '127.0.0.1'];
        return world.setVariables({ COMPANION_IP_FAMILY: null });
      },
    },
    {
      id: 'pool-of-addresses',
      what: 'The gateway has two addresses; NiceNIC now sees the one that is not whitelisted.',
      // The guide files pools under both (cause 4).
      truth: ['ip_not_whitelisted', 'egress_ip_changed'],
      histories: { healthy: 'settled' },
      registrar: { whitelist: ['127.0.0.2'] },
      arrange: async (world) => {
        const exits = await world.useGateway('127.0.0.2');
        exits.echoes = ['127.0.0.2', '127.0.0.3'];
        moves.set(world, () => {
          exits.registrar = '127.0.0.3';
        });
      },
      happen: (world) => moves.get(world)?.(),
    },
    {
      id: 'pool-of-addresses-from-the-start',
      what: 'The gateway has two addresses, and only one of them was ever entered in the whitelist.',
      truth: ['ip_not_whitelisted', 'egress_ip_changed'],
      histories: { none: 'open' },
      registrar: { whitelist: ['127.0.0.2'] },
      arrange: async (world) => {
        const exits = await world.useGateway('127.0.0.3');
        exits.echoes = ['127.0.0.2', '127.0.0.3'];
      },
    },
    {
      id: 'address-of-whmcs-whitelisted',
      what: 'PHP of WHMCS has another address than the sidecar, and only that one was whitelisted.',
      truth: ['ip_not_whitelisted'],
      histories: { none: 'open' },
      registrar: { whitelist: ['127.0.0.5'] },
      arrange: (world) => {
        world.phpAddresses = ['127.0.0.5'];
      },
    },
    {
      id: 'first-day-in-production',
      what: 'The shop worked in the sandbox; its first call to production comes from an address that is not whitelisted.',
      truth: ['ip_not_whitelisted'],
      histories: { none: 'open' },
      rivals: ALIKE,
      registrar: { whitelist: [] },
      happen: async (world) => {
        world.settings = world.sandboxSettings();
        await world.liveWell();
        await world.save(world.productionSettings());
      },
    },
    {
      id: 'proxy-has-another-address',
      what: 'A proxy was set up, and calls now leave from its address.',
      truth: ['egress_ip_changed', 'ip_not_whitelisted'],
      histories: { healthy: 'settled' },
      arrange: async (world) => {
        await world.useHttps();
      },
      happen: (world) => world.useProxy({ kind: 'tunnel', address: '127.0.0.9' }),
    },
    {
      id: 'echo-sees-the-proxy-and-nicenic-does-not',
      what: 'The address of the proxy was whitelisted, but NO_PROXY lets calls to NiceNIC leave directly.',
      truth: ['ip_not_whitelisted'],
      histories: { none: 'open' },
      registrar: { whitelist: ['127.0.0.9'] },
      arrange: async (world) => {
        const { production, sandbox } = await world.useHttps('api.nicenic.example');
        const ports = [production.port, sandbox.port];
        await world.useProxy({ kind: 'tunnel', address: '127.0.0.9' });
        await world.setVariables({ NO_PROXY: ports.map((port) => `api.nicenic.example:${port}`).join() });
      },
    },
  ];
}

/** What a gateway does later, by the world it stands in. */
const moves = new WeakMap<World, () => void>();
