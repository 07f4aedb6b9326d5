import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { askDaemon } from '../../sidecar/cli/daemon-client.js';
import { openDataFolder } from '../../sidecar/config/data-folder.js';
import { parseEnvironment, type Config } from '../../sidecar/config/environment.js';
import { startSimulator } from '../simulator/simulator.js';
import { startSidecar, temporaryFolder } from '../support/running-sidecar.js';
import { inEnglish } from '../support/in-english.js';
import { jsonText, rawServer, says, type RawServer } from './raw-server.js';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let config: Config;
let file: string;
/** Listens where a sidecar of this data folder once did. */
let other: RawServer;

beforeEach(async () => {
  folder = await temporaryFolder();
  config = parseEnvironment({ COMPANION_DATA_DIR: folder.path });
  file = openDataFolder(config.dataDir, config.token).addressFile;
  other = await rawServer(says(jsonText({ answered: true }, ['Content-Type: application/json'])));
});

afterEach(async () => {
  await other.close();
  await folder.remove();
});

/** Id of a process that has ended. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid ?? 0;
}

describe('the command line', () => {
  const ask = (): Promise<unknown> => askDaemon(config, '/v1/checks', {}, inEnglish);

  test('asks the sidecar whose process is alive, with the token', async () => {
    writeFileSync(file, `http://127.0.0.1:${other.port}\n${process.pid}\n`);
    expect(await ask()).toEqual({ answered: true });
    const { token } = openDataFolder(config.dataDir, config.token);
    expect(other.received()).toContain(token.reveal());
  });

  test.each<[string, () => Promise<string> | string]>([
    ['whose process has ended', async () => `\n${await deadPid()}\n`],
    ['that names no process', () => ''],
    ['that names a process group', () => `\n-${process.pid}\n`],
    ['that names no number', () => '\nsidecar\n'],
  ])('tells nothing to an address %s', async (_what, rest) => {
    writeFileSync(file, `http://127.0.0.1:${other.port}${await rest()}`);
    expect(await ask()).toBeNull();
    expect(other.connections()).toBe(0);
  });

  test('finds nobody when there is no address', async () => {
    expect(await ask()).toBeNull();
  });
});

describe('a sidecar that stops', () => {
  test('takes its own address away and leaves that of a later process', async () => {
    const registrar = await startSimulator();
    const sidecar = await startSidecar(registrar, { dataDir: folder.path });
    expect(readFileSync(file, 'utf8')).toBe(`${sidecar.url}\n${process.pid}\n`);
    await sidecar.stop();
    expect(existsSync(file)).toBe(false);

    const earlier = await startSidecar(registrar, { dataDir: folder.path });
    const later = `http://127.0.0.1:${other.port}\n${process.ppid}\n`;
    writeFileSync(file, later);
    await earlier.stop();
    await registrar.close();
    expect(readFileSync(file, 'utf8')).toBe(later);
  });
});
