/**
 * What a year of history costs: `npm run bench:history` writes 365 days of checks every five minutes with 200 outages
 * through the stores of the sidecar, lets the nightly clean-up have all of it at once (the worst night there can be:
 * every other night it has one day), and reads the status page over HTTP, beside the page of an empty database in the
 * same run.
 */
import { copyFile, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as letOthersRun } from 'node:timers/promises';
import { pino } from 'pino';
import type { CheckResult } from '../../sidecar/checks/check-result.js';
import { CheckStore } from '../../sidecar/checks/check-store.js';
import type { Diagnosis } from '../../sidecar/diagnosis/diagnosis.js';
import { Retention } from '../../sidecar/history/retention.js';
import { openDatabase } from '../../sidecar/store/database.js';
import { closeDatabase } from '../../sidecar/store/upkeep.js';
import { startSimulator } from '../simulator/simulator.js';
import { settingsFor, startSidecar, type RunningSidecar } from '../support/running-sidecar.js';
import { writeYear, type Sample } from './history/write-year.js';

/** The figures to reach. */
const MOST_BYTES = 8 * 1024 * 1024;
const SLOWEST_PAGE = 2;
const LONGEST_BLOCK_MILLISECONDS = 20;
/** Page weight that a phone is to load. */
const MOST_PAGE_BYTES = 100 * 1024;

const OUTAGES = 200;
const PAGES = 300;
const WARM_UP = 50;
const CLEANINGS = 3;

const registrar = await startSimulator();
// On the disk, as in use.
const folder = await mkdtemp(join(tmpdir(), 'companion-bench-'));
const [yearFolder, emptyFolder] = [join(folder, 'year'), join(folder, 'empty')];

const empty = await start(emptyFolder);
const samples = { good: await sampleOf({}), bad: await sampleOf({ apiSecret: 'not-the-right-one' }) };
await empty.stop();
await rm(emptyFolder, { recursive: true });

const file = join(yearFolder, 'companion.db');
// The sidecar makes the folder and its key.
await (await start(yearFolder)).stop();
const database = await openDatabase(file);
const started = performance.now();
const written = await writeYear(database, Date.now(), OUTAGES, samples);
const writing = (performance.now() - started) / 1_000;
const before = (await stat(file)).size;

await closeDatabase(database);
const cleanings: Cleaning[] = [];
for (let run = 1; run <= CLEANINGS; run += 1) {
  // The last one is the one whose page is read.
  const cleaned = run < CLEANINGS ? `${file}.copy` : file;
  if (cleaned !== file) await copyFile(file, cleaned);
  cleanings.push(await cleanUp(cleaned));
}
// What else the machine does only adds to a time, so the best run tells most about the sidecar.
const [best] = cleanings.toSorted((a, b) => a.block - b.block);
if (best === undefined) throw new Error('Nothing was cleaned up');
const after = (await stat(file)).size;

const [yearVisitor, emptyVisitor] = [await visit(yearFolder), await visit(emptyFolder)];
await readPages([yearVisitor, emptyVisitor]);
if (yearVisitor.html.includes('None so far') || !emptyVisitor.html.includes('None so far'))
  throw new Error('A page shows the wrong database');
const [page, emptyPage] = [await leave(yearVisitor), await leave(emptyVisitor)];
await registrar.close();
await rm(folder, { recursive: true });

print(`${written.checks} checks, ${written.incidents} incidents, Node.js ${process.versions.node}`);
print(`Written in ${writing.toFixed(0)} s: ${mb(before)}; after the clean-up ${mb(after)}.`);
print(
  `Clean-up of the whole year, longest block: ${cleanings.map(({ block }) => ms(block)).join(', ')}; ` +
    `in the best run at most ${ms(best.processor)} of processor time a block, ${best.all.toFixed(0)} ms in all.`,
);
print(`Status page: p50 ${ms(page.p50)}, p95 ${ms(page.p95)}, ${kb(page.bytes)} with its style.`);
print(`Of an empty database: p50 ${ms(emptyPage.p50)}, p95 ${ms(emptyPage.p95)}, ${kb(emptyPage.bytes)}.`);
print('');
const ratio = page.p95 / emptyPage.p95;
verdict(`database at most ${mb(MOST_BYTES)}`, after <= MOST_BYTES, mb(after));
verdict(
  `page p95 at most ${SLOWEST_PAGE} x that of an empty database`,
  ratio <= SLOWEST_PAGE,
  `${ratio.toFixed(2)} x`,
);
verdict(
  `clean-up blocks at most ${LONGEST_BLOCK_MILLISECONDS} ms`,
  best.block <= LONGEST_BLOCK_MILLISECONDS,
  ms(best.block),
);
verdict(`page under ${kb(MOST_PAGE_BYTES)}`, page.bytes < MOST_PAGE_BYTES, kb(page.bytes));
verdict(`${OUTAGES} incidents were written`, written.incidents === OUTAGES, String(written.incidents));

function start(dataDir: string): Promise<RunningSidecar> {
  // The usual schedule: to look for the next run of one that comes once a year is a fifth of the time of a page.
  return startSidecar(registrar, {
    dataDir,
    env: { LOG_LEVEL: 'error', COMPANION_CHECK_SCHEDULE: '*/5 * * * *' },
  });
}

/** A check with these settings, as it is kept, and its verdict. */
async function sampleOf(changes: object): Promise<Sample> {
  await empty.ask('PUT', '/v1/settings', {
    settings: settingsFor(registrar, changes),
    context: { environment: 'cron' },
  });
  const { body } = await empty.ask('POST', '/v1/checks');
  const { diagnosis } = body as { diagnosis: Diagnosis };
  const own = await openDatabase(join(emptyFolder, 'companion.db'));
  const result: CheckResult | null = await new CheckStore(own).newest();
  await own.destroy();
  if (result === null) throw new Error('No check was kept');
  return { result, diagnosis };
}

/** Milliseconds: of the whole run; the longest time in which nobody else had a turn; the most work done in one. */
interface Cleaning {
  readonly all: number;
  readonly block: number;
  readonly processor: number;
}

async function cleanUp(cleaned: string): Promise<Cleaning> {
  const opened = await openDatabase(cleaned);
  const retention = new Retention({
    database: opened,
    clock: Date.now,
    logger: pino({ level: 'silent' }),
    keeping: { checkDays: 7, historyDays: 400 },
  });
  let block = 0;
  let processor = 0;
  let goesOn = true;
  let last = performance.now();
  let worked = process.cpuUsage();
  const turn = (): void => {
    const now = performance.now();
    block = Math.max(block, now - last);
    last = now;
    const { user, system } = process.cpuUsage(worked);
    processor = Math.max(processor, (user + system) / 1_000);
    worked = process.cpuUsage();
    if (goesOn) setImmediate(turn);
  };
  setImmediate(turn);
  const begun = performance.now();
  await retention.run();
  const all = performance.now() - begun;
  // The last block shows in the turn after it.
  await letOthersRun();
  goesOn = false;
  await closeDatabase(opened);
  return { all, block, processor };
}

interface Visitor {
  readonly sidecar: RunningSidecar;
  readonly cookie: string;
  readonly times: number[];
  html: string;
}

/** A signed-in browser. */
async function visit(dataDir: string): Promise<Visitor> {
  const sidecar = await start(dataDir);
  const { body } = await sidecar.ask('POST', '/v1/tickets');
  const signedIn = await fetch((body as { url: string }).url, { redirect: 'manual' });
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return { sidecar, cookie, times: [], html: '' };
}

/** Pages in turns, so that what else the machine does slows both alike. */
async function readPages(visitors: readonly Visitor[]): Promise<void> {
  for (let read = 0; read < WARM_UP + PAGES; read += 1) {
    for (const visitor of visitors) {
      const asked = performance.now();
      const answer = await fetch(`${visitor.sidecar.url}/`, { headers: { Cookie: visitor.cookie } });
      visitor.html = await answer.text();
      if (read >= WARM_UP) visitor.times.push(performance.now() - asked);
    }
  }
}

async function leave({
  sidecar,
  html,
  times,
}: Visitor): Promise<{ p50: number; p95: number; bytes: number }> {
  const assets = new Set([...html.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? ''));
  let bytes = Buffer.byteLength(html);
  for (const path of assets) bytes += (await (await fetch(sidecar.url + path)).arrayBuffer()).byteLength;
  await sidecar.stop();
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95), bytes };
}

function quantile(times: readonly number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.ceil(times.length * share) - 1] ?? Number.NaN;
}

function mb(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function kb(bytes: number): string {
  return `${(bytes / 1024).toFixed(0)} kB`;
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(1)} ms`;
}

function verdict(figure: string, reached: boolean, value: string): void {
  print(`To reach: ${figure}. ${reached ? 'Reached' : 'Not reached'} (${value}).`);
  if (!reached) process.exitCode = 1;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
