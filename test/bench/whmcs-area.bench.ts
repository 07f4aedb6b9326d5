/**
 * What the module costs WHMCS's cron, pages and dashboard, beside the same without the module, on the same machine in
 * the same run: real PHP through the WHMCS double, one process a page. `npm run bench:whmcs` prints medians;
 * `-- --rounds 30` takes more of them. The live sidecar is the real one with the simulated registrar; the dead ones
 * take calls and stay silent, or are gone. Ends with 1 when a figure does not hold.
 */
import { parseArgs } from 'node:util';
import { activateAddon } from '../php/module-addon-page.js';
import { FakeSidecar, hang } from '../php/module-fake-sidecar.js';
import { installModule, MODULE_ROOT } from '../php/module-installation.js';
import { startSimulator } from '../simulator/simulator.js';
import { startSidecar, temporaryFolder } from '../support/running-sidecar.js';
import { WhmcsInstallation } from '../whmcs/whmcs-installation.js';

interface Figure {
  readonly name: string;
  /** Milliseconds, medians. */
  readonly without: number;
  readonly with: number;
  /** What the module may add. */
  readonly atMost: number;
}

/** The figures to reach, in milliseconds. */
const CRON_LIVE = 2_000;
const CRON_SILENT = 3_000;
const PAGE = 50;
const DASHBOARD = 30;

/** Nothing listens on port 1. */
const GONE = 'http://127.0.0.1:1';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '11' } } });
const rounds = Number(values.rounds);

const bare = await WhmcsInstallation.create({ modules: [MODULE_ROOT], activate: false });
const figures: Figure[] = [];

const cron = async (whmcs: WhmcsInstallation) => (await whmcs.cron({ sync: false })).result.milliseconds;
const page = async (whmcs: WhmcsInstallation, name: string) =>
  (await whmcs.adminPage(name)).result.milliseconds;

const bareCron = await median(() => cron(bare));
const barePage = await median(() => page(bare, 'clientsdomains'));
const bareDashboard = await median(() => page(bare, 'index'));

await withLiveSidecar(async (whmcs) => {
  add('cron, sidecar live', bareCron, await median(() => cron(whmcs)), CRON_LIVE);
  add('admin page, sidecar live', barePage, await median(() => page(whmcs, 'clientsdomains')), PAGE);
  add('dashboard, cache warm', bareDashboard, await median(() => page(whmcs, 'index')), DASHBOARD);
});

const silent = await FakeSidecar.start();
const shop = await installModule(silent.url);
await activateAddon(shop);
const domain = await shop.addDomain({ domain: 'example.com', status: 'Active' });
silent.onEverything(hang);
add('cron, sidecar silent', bareCron, await median(() => cron(shop)), CRON_SILENT);
// The first failure is behind: it was cron's.
// A function that the module does not have: what WHMCS itself does for the page.
const noCall = await median(async () => (await shop.call('GetEmailForwarding', domain)).durationMs);
add('domain page, sidecar silent', noCall, await median(() => domainPage()), PAGE);
add('admin page, sidecar silent', barePage, await median(() => page(shop, 'clientsdomains')), PAGE);
add('dashboard, sidecar silent', bareDashboard, await median(() => page(shop, 'index')), PAGE);
await shop.saveSettings({ SidecarUrl: GONE });
add('cron, sidecar gone', bareCron, await median(() => cron(shop)), CRON_SILENT);
add('domain page, sidecar gone', noCall, await median(() => domainPage()), PAGE);

await shop.remove();
await bare.remove();
await silent.close();

line('milliseconds, medians of ' + String(rounds), 'without', 'with', 'adds', 'at most', '');
for (const { name, without, with: full, atMost } of figures) {
  const holds = full - without <= atMost;
  if (!holds) process.exitCode = 1;
  line(name, ms(without), ms(full), ms(full - without), String(atMost), holds ? 'holds' : 'DOES NOT HOLD');
}

function add(name: string, without: number, full: number, atMost: number): void {
  figures.push({ name, without, with: full, atMost });
}

async function domainPage(): Promise<number> {
  return (await shop.call('GetNameservers', domain)).durationMs;
}

async function withLiveSidecar(work: (whmcs: WhmcsInstallation) => Promise<void>): Promise<void> {
  const registrar = await startSimulator();
  const folder = await temporaryFolder();
  const sidecar = await startSidecar(registrar, { dataDir: folder.path, env: { LOG_LEVEL: 'error' } });
  const whmcs = await installModule(sidecar.url, {
    Username: registrar.account.username,
    APISecret: registrar.account.productionSecret ?? '',
    TestMode: false,
    SidecarToken: sidecar.companion.folder.token.reveal(),
  });
  await activateAddon(whmcs);
  await work(whmcs);
  await whmcs.remove();
  await sidecar.stop();
  await registrar.close();
  await folder.remove();
}

/** The first time warms disk and caches up and does not count. */
async function median(measure: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  await measure();
  for (let round = 0; round < rounds; round += 1) times.push(await measure());
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

function ms(milliseconds: number): string {
  return milliseconds.toFixed(1);
}

function line(name: string, ...cells: readonly string[]): void {
  process.stdout.write(name.padEnd(34) + cells.map((cell) => cell.padStart(10)).join('') + '\n');
}
