import { afterEach, beforeEach } from '@jest/globals';
import { startSimulator, type Simulator, type SimulatorOptions } from '../simulator/simulator.js';
import {
  startSidecar,
  temporaryFolder,
  testClock,
  type RunningSidecar,
  type SidecarOptions,
  type TestClock,
} from './running-sidecar.js';

/** A registrar and a sidecar that each test gets anew; read the fields inside tests only. */
export interface SidecarStage {
  registrar: Simulator;
  sidecar: RunningSidecar;
  /** Both have it. */
  clock: TestClock;
  /** Stops the sidecar and starts another one on the same data folder. */
  restart: () => Promise<void>;
}

/** Sets the stage before each test of the file or block and clears it away afterwards. */
export function useSidecar(
  options: {
    readonly simulator?: SimulatorOptions;
    /** Asked at each start. */
    readonly sidecar?: (registrar: Simulator) => Omit<SidecarOptions, 'dataDir' | 'clock'>;
    /** Before the sidecar starts. */
    readonly arrange?: (registrar: Simulator) => void;
  } = {},
): SidecarStage {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  const stage = {} as SidecarStage;
  const start = (): Promise<RunningSidecar> =>
    startSidecar(stage.registrar, {
      ...options.sidecar?.(stage.registrar),
      dataDir: folder.path,
      clock: stage.clock.now,
    });
  stage.restart = async () => {
    await stage.sidecar.stop();
    stage.sidecar = await start();
  };
  beforeEach(async () => {
    stage.clock = testClock();
    stage.registrar = await startSimulator({
      now: () => new Date(stage.clock.now()),
      ...options.simulator,
    });
    options.arrange?.(stage.registrar);
    folder = await temporaryFolder();
    stage.sidecar = await start();
  });
  afterEach(async () => {
    stage.registrar.faults.clear();
    await stage.sidecar.stop();
    await stage.registrar.close();
    await folder.remove();
  });
  return stage;
}
