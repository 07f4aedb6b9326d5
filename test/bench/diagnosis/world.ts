import { z } from 'zod';
import type { Dialect } from '../../simulator/dialects.js';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator/simulator.js';
import {
  startSidecar,
  temporaryFolder,
  testClock,
  type RunningSidecar,
  type SidecarAnswer,
} from '../../support/running-sidecar.js';
import { startAddressTranslation } from './stage/address-translation.js';
import type { CertificateName } from './stage/certificates.js';
import { startEchoService, type EchoService, type Interval } from './stage/echo-service.js';
import { startHttpsFront, type HttpsFront } from './stage/https-front.js';
import type { Closable } from './stage/listening.js';
import { NameService } from './stage/name-service.js';
import { startProxy, type ProxyManner } from './stage/proxy.js';
import { startWebSite, type WebSite } from './stage/web-site.js';

/** The settings that WHMCS hands over. */
export interface WhmcsSettings {
  readonly username: string;
  readonly apiSecret: string;
  readonly testMode: boolean;
}

/** Addresses behind a gateway: what the registrar and each echo service sees. */
export interface Exits {
  registrar: string;
  echoes: [string, string];
}

export const HOUR = 3_600_000;
const MINUTE = 60_000;

/** Variables that the sidecar's HTTP client reads from the process rather than from its configuration. */
const PROXY_VARIABLES = ['HTTPS_PROXY', 'NO_PROXY'];

const told = z.looseObject({ fingerprint: z.string().optional() });
const checked = z.looseObject({ healthy: z.boolean() });

/** Everything a scenario plays in: the registrar, two echo services, the network between, WHMCS and the sidecar. */
export class World {
  /** What WHMCS has stored. */
  settings: WhmcsSettings;
  /** The outbound addresses that PHP on this host sees of itself. */
  phpAddresses: readonly string[] = ['127.0.0.1'];
  readonly names = new NameService();
  readonly #clock = testClock();
  readonly #env: Record<string, string>;
  readonly #open: Closable[] = [];
  readonly #sites: WebSite[] = [];
  #sidecar: RunningSidecar | null = null;
  #formUsed = false;
  #cronRan = false;

  private constructor(
    readonly registrar: Simulator,
    private readonly echoes: readonly [EchoService, EchoService],
    private readonly folder: Awaited<ReturnType<typeof temporaryFolder>>,
  ) {
    this.settings = this.productionSettings();
    const host = new URL(registrar.urls.production).hostname;
    this.#env = {
      COMPANION_EGRESS_URLS: echoes.map(({ port }) => `http://${host}:${port}/`).join(),
    };
    this.names.know('localhost', ...(host === 'localhost' ? ['::1'] : []), '127.0.0.1');
    this.names.install();
  }

  static async create(dialect: Dialect, options: SimulatorOptions = {}): Promise<World> {
    const registrar = await startSimulator({ dialect, ...options });
    const host = options.host ?? '127.0.0.1';
    const echoes = [await startEchoService(host), await startEchoService(host)] as const;
    return new World(registrar, echoes, await temporaryFolder());
  }

  /** The right settings for production, as they are now. */
  productionSettings(): WhmcsSettings {
    const { username, productionSecret } = this.registrar.account;
    return { username, apiSecret: productionSecret ?? '', testMode: false };
  }

  /** The right settings for the sandbox. */
  sandboxSettings(): WhmcsSettings {
    const { username, sandboxSecret } = this.registrar.account;
    return { username, apiSecret: sandboxSecret ?? '', testMode: true };
  }

  /** Requests that reached a web site in the place of the registrar. */
  requestsElsewhere(): number {
    return this.#sites.reduce((sum, site) => sum + site.requests(), 0);
  }

  /** When the echo services were busy. */
  echoIntervals(): readonly Interval[] {
    return this.echoes.flatMap(({ busy }) => busy);
  }

  /** Lets time pass, as the sidecar sees it. */
  pass(milliseconds: number): void {
    this.#clock.offset += milliseconds;
  }

  /** The running sidecar; started when there is none. */
  async sidecar(): Promise<RunningSidecar> {
    this.#sidecar ??= await startSidecar(this.registrar, {
      dataDir: this.folder.path,
      env: this.#env,
      clock: this.#clock.now,
    });
    return this.#sidecar;
  }

  /** Sets variables of the sidecar's environment (null removes one); a running sidecar is restarted. */
  async setVariables(changes: Readonly<Record<string, string | null>>): Promise<void> {
    const wasRunning = this.#sidecar !== null;
    await this.#sidecar?.stop();
    this.#sidecar = null;
    for (const [name, value] of Object.entries(changes)) {
      const everywhere = PROXY_VARIABLES.includes(name) ? [this.#env, process.env] : [this.#env];
      for (const env of everywhere) {
        if (value === null) Reflect.deleteProperty(env, name);
        else env[name] = value;
      }
    }
    if (wasRunning) await this.sidecar();
  }

  /** The value of a variable of the sidecar's environment. */
  variable(name: string): string {
    return this.#env[name] ?? '';
  }

  async ask(method: string, path: string, body?: unknown): Promise<SidecarAnswer> {
    return (await this.sidecar()).ask(method, path, body);
  }

  /** An administrator types settings into WHMCS and saves: the module has them checked, and WHMCS stores them. */
  async save(changes: Partial<WhmcsSettings>): Promise<void> {
    await this.tryInForm(changes);
    this.store(changes);
  }

  /** WHMCS stores settings that nobody checked: the sidecar was down at that moment, or they came by a restore. */
  store(changes: Partial<WhmcsSettings>): void {
    this.#formUsed = true;
    this.settings = { ...this.settings, ...changes };
  }

  /** The module's check of settings that are about to be saved, with the web's report of itself. */
  async tryInForm(changes: Partial<WhmcsSettings>): Promise<void> {
    const settings = { ...this.settings, ...changes };
    const { body } = await this.ask('POST', '/v1/settings/validate', { settings, context: contextOf('web') });
    const { fingerprint } = told.parse(body);
    if (fingerprint !== undefined) await this.report('web', fingerprint);
  }

  /** A run of the WHMCS cron as the module's hook does it: hands its settings over and reports its environment. */
  async runCron(
    settings: WhmcsSettings = this.settings,
    addresses: readonly string[] = this.phpAddresses,
  ): Promise<void> {
    this.#cronRan = true;
    const { body } = await this.ask('PUT', '/v1/settings', { settings, context: contextOf('cron') });
    await this.report('cron', told.parse(body).fingerprint ?? '', addresses);
  }

  /** A domain action out of WHMCS, and whatever the sidecar does about its outcome. */
  async act(
    environment: 'web' | 'cron',
    action: 'CheckAvailability' | 'Sync',
    settings: WhmcsSettings = this.settings,
  ): Promise<void> {
    const params =
      action === 'Sync'
        ? { domainid: 7, domain: 'not-ours.com', sld: 'not-ours', tld: 'com' }
        : { searchTerm: 'example', tldsToInclude: ['.com'] };
    await this.ask('POST', `/v1/actions/${action}`, { settings, params, context: contextOf(environment) });
  }

  /** One check of the stored settings; whether it found nothing wrong. */
  async check(): Promise<boolean> {
    const { body } = await this.ask('POST', '/v1/checks');
    return checked.parse(body).healthy;
  }

  /**
   * Two days in which all is well. Real calls make the history.
   * @throws when the stage itself is broken
   */
  async liveWell(): Promise<void> {
    await this.save({});
    for (let day = 0; day < 2; day += 1) {
      await this.runCron();
      if (!(await this.check())) throw new Error('The history was to be healthy');
      await this.act('web', 'CheckAvailability');
      this.pass(24 * HOUR);
    }
    await this.runCron();
    if (!(await this.check())) throw new Error('The history was to be healthy');
    this.pass(5 * MINUTE);
    this.#cronRan = false;
  }

  /** Does what WHMCS does in any case before somebody asks: settings are saved once, and the cron runs. */
  async settle(): Promise<void> {
    if (!this.#formUsed) await this.save({});
    if (!this.#cronRan) await this.runCron();
    this.pass(MINUTE);
  }

  /** Puts HTTPS before registrar and echo services, so that proxies and certificates matter. */
  async useHttps(host = 'localhost'): Promise<{ production: HttpsFront; sandbox: HttpsFront }> {
    const front = async (port: number): Promise<HttpsFront> =>
      this.#keep(await startHttpsFront(port, 'public'));
    const production = await front(portIn(this.registrar.urls.production));
    const sandbox = await front(portIn(this.registrar.urls.sandbox));
    const echoes = [await front(this.echoes[0].port), await front(this.echoes[1].port)];
    this.names.know(host, '127.0.0.1');
    await this.setVariables({
      NICENIC_PRODUCTION_URL: `https://${host}:${production.port}/v2/`,
      NICENIC_SANDBOX_URL: `https://${host}:${sandbox.port}/v2/`,
      COMPANION_EGRESS_URLS: echoes.map(({ port }) => `https://localhost:${port}/`).join(),
    });
    return { production, sandbox };
  }

  /** Puts a gateway between this host and the rest; the answer says, and can change, which addresses it uses. */
  async useGateway(address: string): Promise<Exits> {
    const exits: Exits = { registrar: address, echoes: [address, address] };
    const through = async (port: number, leaves: () => string): Promise<string> => {
      const translation = this.#keep(await startAddressTranslation(port, leaves));
      return `http://127.0.0.1:${translation.port}`;
    };
    const [first, second] = this.echoes;
    const { production, sandbox } = this.registrar.urls;
    const urls = {
      production: await through(portIn(production), () => exits.registrar),
      sandbox: await through(portIn(sandbox), () => exits.registrar),
      echoes: [
        await through(first.port, () => exits.echoes[0]),
        await through(second.port, () => exits.echoes[1]),
      ],
    };
    this.phpAddresses = [address];
    await this.setVariables({
      NICENIC_PRODUCTION_URL: `${urls.production}/v2/`,
      NICENIC_SANDBOX_URL: `${urls.sandbox}/v2/`,
      COMPANION_EGRESS_URLS: urls.echoes.join(),
    });
    return exits;
  }

  /** Starts a proxy and names it in the sidecar's environment. */
  async useProxy(manner: ProxyManner): Promise<void> {
    const proxy = this.#keep(await startProxy(manner));
    await this.setVariables({ HTTPS_PROXY: proxy.url });
  }

  /** HTTPS of somebody who opens TLS connections to the registrar on the way; for one of its fronts. */
  async interceptor(of: 'production' | 'sandbox', certificate: CertificateName): Promise<HttpsFront> {
    return this.#keep(await startHttpsFront(portIn(this.registrar.urls[of]), certificate));
  }

  /** Another web site at this name; the answer is its address in place of the API's. */
  async webSite(name: string, certificate: CertificateName): Promise<string> {
    const site = this.#keep(await startWebSite());
    this.#sites.push(site);
    const front = this.#keep(await startHttpsFront(site.port, certificate));
    this.names.know(name, '127.0.0.1');
    return `https://${name}:${front.port}/v2/`;
  }

  /** Both APIs stop to listen. */
  async closeRegistrar(): Promise<void> {
    await this.registrar.close();
  }

  /** Nothing outside this host answers any more. */
  async cutNetwork(): Promise<void> {
    await Promise.all([this.registrar.close(), ...this.echoes.map((echo) => echo.close())]);
  }

  /** Ends everything. */
  async close(): Promise<void> {
    await this.#sidecar?.stop();
    for (const name of PROXY_VARIABLES) Reflect.deleteProperty(process.env, name);
    await Promise.all([...this.#open, ...this.echoes, this.registrar].map((closable) => closable.close()));
    this.names.uninstall();
    await this.folder.remove();
  }

  /** What an environment of WHMCS tells of itself. */
  private async report(
    environment: 'web' | 'cron',
    settingsFingerprint: string,
    addresses: readonly string[] = this.phpAddresses,
  ): Promise<void> {
    await this.ask('POST', '/v1/environments', {
      context: contextOf(environment),
      egress: addresses.map((address) => ({
        family: address.includes(':') ? 6 : 4,
        address,
        source: 'echo',
      })),
      settingsFingerprint,
    });
  }

  #keep<Kept extends Closable>(closable: Kept): Kept {
    this.#open.push(closable);
    return closable;
  }
}

/** What the module tells of an environment with every call. */
export function contextOf(environment: 'web' | 'cron'): object {
  return {
    environment,
    whmcsVersion: '8.13.1',
    phpVersion: environment === 'web' ? '8.2.20' : '8.2.18',
    hostname: 'shop.example',
    moduleVersion: '0.1.0',
  };
}

export function portIn(url: string): number {
  return Number(new URL(url).port);
}
