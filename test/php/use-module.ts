import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { WhmcsInstallation } from '../whmcs/whmcs-installation.js';
import { FakeSidecar } from './module-fake-sidecar.js';
import { installModule } from './module-installation.js';

/** One installation for all tests of a file or block; read the fields inside tests and hooks only. */
export interface ModuleStage {
  /** Healthy again before each test. */
  sidecar: FakeSidecar;
  whmcs: WhmcsInstallation;
}

/** Installs the module before the tests of the file or block and removes it after them. */
export function useModule(): ModuleStage {
  const stage = {} as ModuleStage;
  beforeAll(async () => {
    stage.sidecar = await FakeSidecar.start();
    stage.whmcs = await installModule(stage.sidecar.url);
  });
  afterAll(async () => {
    await stage.whmcs.remove();
    await stage.sidecar.close();
  });
  beforeEach(() => {
    stage.sidecar.restore();
  });
  return stage;
}
