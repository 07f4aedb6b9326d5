import type { FaultInput } from '../../../simulator/faults.js';
import type { Scenario } from '../scenario.js';
import type { World } from '../world.js';

/** What the registrar does to every call, in both API environments. */
const faulty =
  (fault: FaultInput) =>
  (world: World): void => {
    world.registrar.faults.add(fault);
  };

const BOTH = { none: 'settled', healthy: 'settled' } as const;

/** Guide cause 6: the address of the API. */
export function endpointScenarios(): readonly Scenario[] {
  return [
    {
      id: 'endpoint-without-slash',
      what: 'The slash at the end of the address is missing.',
      truth: ['wrong_endpoint'],
      histories: BOTH,
      happen: (world) =>
        world.setVariables({ NICENIC_PRODUCTION_URL: world.registrar.urls.production.slice(0, -1) }),
    },
    {
      id: 'old-endpoint',
      what: 'The address is that of an older version of the API.',
      truth: ['wrong_endpoint'],
      histories: BOTH,
      happen: (world) =>
        world.setVariables({
          NICENIC_PRODUCTION_URL: world.registrar.urls.production.replace('/v2/', '/v1/'),
        }),
    },
    {
      id: 'plain-http-endpoint',
      what: 'The address begins with http.',
      truth: ['wrong_endpoint'],
      histories: BOTH,
      stopsStart: 'NICENIC_PRODUCTION_URL',
      happen: (world) => world.setVariables({ NICENIC_PRODUCTION_URL: 'http://api.nicenic.example/v2/' }),
    },
    {
      id: 'wrong-host-is-a-web-site',
      what: 'The address is that of a web site, which answers with a page.',
      truth: ['wrong_endpoint'],
      histories: BOTH,
      happen: async (world) =>
        world.setVariables({ NICENIC_PRODUCTION_URL: await world.webSite('www.nicenic.example', 'public') }),
    },
    {
      id: 'wrong-host-has-another-name',
      what: 'The address names a host whose certificate is for another name.',
      // The guide files a wrong address under each (cause 6).
      truth: ['wrong_endpoint', 'tls_failure'],
      histories: BOTH,
      happen: async (world) =>
        world.setVariables({
          NICENIC_PRODUCTION_URL: await world.webSite('nicenic.parked.example', 'parked'),
        }),
    },
    {
      id: 'wrong-host-does-not-exist',
      what: 'The address names a host that does not exist.',
      truth: ['wrong_endpoint', 'dns_failure'],
      histories: BOTH,
      happen: (world) => world.setVariables({ NICENIC_PRODUCTION_URL: 'https://api.nicenic.invalid/v2/' }),
    },
    {
      id: 'api-moved',
      what: 'NiceNIC moved the API; the address now redirects to the new one.',
      truth: ['wrong_endpoint'],
      histories: { healthy: 'settled' },
      happen: faulty({ kind: 'redirect', status: 301, location: 'https://api.nicenic.example/v3/' }),
    },
  ];
}

/** Name service, TLS and the registrar's own troubles. */
export function outageScenarios(): readonly Scenario[] {
  return [
    {
      id: 'name-not-resolved',
      what: 'The name service of the server no longer resolves the name of the API.',
      truth: ['dns_failure'],
      histories: { healthy: 'settled' },
      arrange: async (world) => {
        await world.useHttps('api.nicenic.example');
      },
      happen: (world) => {
        world.names.forget('api.nicenic.example');
      },
    },
    {
      id: 'certificate-expired',
      what: 'The certificate of the API has expired, or the clock of the server is wrong.',
      truth: ['tls_failure'],
      histories: BOTH,
      arrange: async (world) => {
        const fronts = Object.values(await world.useHttps());
        later.set(world, () => {
          for (const front of fronts) front.show('expired');
        });
      },
      happen: (world) => later.get(world)?.(),
    },
    {
      id: 'firewall-certificate-not-trusted',
      what: 'A firewall opens TLS connections with a certificate that this server does not trust.',
      truth: ['tls_failure', 'proxy_interference'],
      histories: BOTH,
      arrange: async (world) => {
        const fronts = Object.values(await world.useHttps());
        later.set(world, () => {
          for (const front of fronts) front.show('untrusted');
        });
      },
      happen: (world) => later.get(world)?.(),
    },
    {
      id: 'network-down',
      what: 'The server has no connection to anything outside.',
      truth: ['network_unreachable'],
      histories: BOTH,
      happen: (world) => world.cutNetwork(),
    },
    {
      id: 'api-refuses-connections',
      what: 'Nothing listens at the address of the API; everything else outside answers.',
      // A firewall that rejects looks the same.
      truth: ['api_outage', 'network_unreachable'],
      histories: BOTH,
      happen: (world) => world.closeRegistrar(),
    },
    {
      id: 'api-resets-connections',
      what: 'NiceNIC cuts every connection after the request.',
      truth: ['api_outage'],
      histories: BOTH,
      happen: faulty({ kind: 'reset', when: 'before' }),
    },
    {
      id: 'api-hangs',
      what: 'NiceNIC takes requests and never answers.',
      truth: ['api_outage'],
      histories: { healthy: 'settled' },
      happen: faulty({ kind: 'hang', when: 'before' }),
    },
    {
      id: 'api-server-error',
      what: 'NiceNIC answers 502.',
      truth: ['api_outage'],
      histories: BOTH,
      happen: faulty({ kind: 'status', status: 502, when: 'before' }),
    },
    {
      id: 'api-maintenance-page',
      what: 'NiceNIC answers 200 with a page about maintenance.',
      truth: ['api_outage'],
      histories: BOTH,
      happen: faulty({ kind: 'html', when: 'before' }),
    },
    {
      id: 'api-answer-cut-off',
      what: 'The answers of NiceNIC end in the middle.',
      truth: ['api_outage'],
      histories: BOTH,
      happen: faulty({ kind: 'truncated' }),
    },
    {
      id: 'api-answer-empty',
      what: 'The answers of NiceNIC are empty.',
      truth: ['api_outage'],
      histories: { healthy: 'settled' },
      happen: faulty({ kind: 'empty', when: 'before' }),
    },
    {
      id: 'api-undocumented-code',
      what: 'NiceNIC answers everybody with a code that no page explains.',
      truth: ['api_outage', 'unknown'],
      // Code and text could as well be the registrar's one refusal for everything.
      histories: { healthy: 'open' },
      wordless: true,
      happen: faulty({ kind: 'unknown-code', when: 'before' }),
    },
    {
      id: 'rate-limited',
      what: 'NiceNIC answers 429.',
      truth: ['rate_limited'],
      histories: BOTH,
      happen: faulty({ kind: 'rate-limit', retryAfterSeconds: 60 }),
    },
  ];
}

/** A firewall in front of both environments that opens TLS connections, and takes this header away from some day on. */
function firewallThatTakes(header: 'authorization' | 'content-type'): Pick<Scenario, 'arrange' | 'happen'> {
  return {
    arrange: async (world) => {
      const fronts = Object.values(await world.useHttps());
      later.set(world, () => {
        for (const front of fronts) {
          front.show('firewall');
          front.lose(header);
        }
      });
    },
    happen: (world) => later.get(world)?.(),
  };
}

/** Proxies and firewalls on the way (guide cause 2 and section 5). */
export function proxyScenarios(): readonly Scenario[] {
  return [
    {
      id: 'proxy-strips-header',
      what: 'The proxy in HTTPS_PROXY opens TLS connections and takes the Authorization header away.',
      // The guide files it under both (cause 2). A direct call, where the network allows one as here, settles it.
      truth: ['auth_header_altered', 'proxy_interference'],
      histories: BOTH,
      arrange: async (world) => {
        const fronts = await world.useHttps();
        later.set(world, async () => {
          const production = await world.interceptor('production', 'firewall');
          const sandbox = await world.interceptor('sandbox', 'firewall');
          for (const front of [production, sandbox]) front.lose('authorization');
          await world.useProxy({
            kind: 'tunnel',
            address: '127.0.0.1',
            divert: new Map([
              [fronts.production.port, production.port],
              [fronts.sandbox.port, sandbox.port],
            ]),
          });
        });
      },
      happen: (world) => later.get(world)?.(),
    },
    {
      id: 'firewall-strips-header',
      what: 'A firewall that opens TLS connections, trusted and named nowhere, takes the Authorization header away.',
      truth: ['auth_header_altered', 'proxy_interference'],
      // The issuer of the certificate has changed. Without history a root that is no public authority would tell, which
      // no certificate of this stage can have: a unit test of the rules holds that.
      histories: { healthy: 'settled' },
      ...firewallThatTakes('authorization'),
    },
    {
      id: 'firewall-strips-content-type',
      what: 'A firewall that opens TLS connections takes the Content-Type of requests without a body away.',
      truth: ['bad_request_format', 'proxy_interference'],
      // The issuer of the certificate tells of the firewall, if not which header it takes away.
      histories: { healthy: 'settled' },
      ...firewallThatTakes('content-type'),
    },
    {
      id: 'proxy-needs-password',
      what: 'The proxy in HTTPS_PROXY asks for a password.',
      truth: ['proxy_interference'],
      histories: BOTH,
      arrange: async (world) => {
        await world.useHttps();
      },
      happen: (world) => world.useProxy({ kind: 'refuse', statusLine: '407 Proxy Authentication Required' }),
    },
    {
      id: 'proxy-not-running',
      what: 'Nothing listens at the address in HTTPS_PROXY.',
      truth: ['proxy_interference', 'network_unreachable'],
      histories: BOTH,
      arrange: async (world) => {
        await world.useHttps();
      },
      happen: (world) => world.setVariables({ HTTPS_PROXY: 'http://127.0.0.1:1' }),
    },
  ];
}

/** What happens later to things of the stage, by the world they stand in. */
const later = new WeakMap<World, () => void | Promise<void>>();
