import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCompanion, type Companion } from '../../sidecar/companion.js';
import { parseEnvironment } from '../../sidecar/config/environment.js';
import { startServer } from '../../sidecar/server.js';
import type { Dialect } from '../../test/simulator/dialects.js';
import { startSimulator, type Simulator } from '../../test/simulator/simulator.js';
import { WhmcsInstallation } from '../../test/whmcs/whmcs-installation.js';

/** The three parties of the story, all real but the registrar. */
export interface Stage {
  readonly registrar: Simulator;
  readonly companion: Companion;
  readonly whmcs: WhmcsInstallation;
  /** Address of the sidecar. */
  readonly url: string;
  readonly clear: () => Promise<void>;
}

/** Often enough to watch; five minutes is the default in real life. */
const CHECK_EVERY_TWO_SECONDS = '*/2 * * * * *';

const MODULE = fileURLToPath(new URL('../../whmcs-module', import.meta.url));

/** Starts simulator, sidecar and WHMCS in temporary folders and on free loopback ports. */
export async function setStage(dialect: Dialect): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'companion-demo-'));
  const registrar = await startSimulator({ dialect, whitelist: ['127.0.0.1'] });
  registrar.production.setAvailability('example-taken.com', 'unavailable');
  const config = parseEnvironment({
    COMPANION_LISTEN: '127.0.0.1:0',
    COMPANION_DATA_DIR: folder,
    COMPANION_CHECK_SCHEDULE: CHECK_EVERY_TWO_SECONDS,
    COMPANION_EGRESS_URLS: `${registrar.urls.echo},${new URL('/ip', registrar.urls.sandbox).href}`,
    NICENIC_PRODUCTION_URL: registrar.urls.production,
    NICENIC_SANDBOX_URL: registrar.urls.sandbox,
    LOG_LEVEL: 'silent',
  });
  const companion = await createCompanion(config);
  const server = await startServer(companion, config.listen);
  const whmcs = await WhmcsInstallation.create({ modules: [MODULE] });
  return {
    registrar,
    companion,
    whmcs,
    url: server.url,
    clear: async () => {
      await server.stop();
      await registrar.close();
      await whmcs.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
