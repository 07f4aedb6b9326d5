import type { CauseCode } from '../../../sidecar/causes/cause-catalogue.js';
import type { Dialect } from '../../simulator/dialects.js';
import type { SimulatorOptions } from '../../simulator/simulator.js';
import type { World } from './world.js';

/** What lies before the failure: a shop that worked, or nothing that ever worked. */
export type History = 'healthy' | 'none';

/**
 * Whether the facts that software can have single out the cause when the registrar words all refusals alike
 * (auth-guide.md section 4). Where it is `open`, other causes leave exactly the same facts.
 */
export type Settled = 'settled' | 'open';

/** One case that an administrator can have. Holds the truth, which the sidecar never sees. */
export interface Scenario {
  /** Kebab-case; unique. */
  readonly id: string;
  /** One sentence: what is wrong. */
  readonly what: string;
  /**
   * The true cause. Several where more than one thing is wrong, or where the guide itself files the case under
   * several codes; each of them in the lead is right. Empty: nothing is wrong.
   */
  readonly truth: readonly CauseCode[];
  /** The histories it is played with. */
  readonly histories: Readonly<Partial<Record<History, Settled>>>;
  /** For open cases: the causes that leave the same facts, the true one among them. */
  readonly rivals?: readonly CauseCode[];
  /** How the registrar is from the beginning. */
  readonly registrar?: SimulatorOptions;
  /** Sets the stage before the sidecar starts for the first time. */
  readonly arrange?: (world: World) => void | Promise<void>;
  /** Breaks what the scenario is about. Without history it happens before anything was tried. */
  readonly happen?: (world: World) => void | Promise<void>;
  /** Who asks for the diagnosis; the web environment unless told otherwise. */
  readonly askedFrom?: 'web' | 'cron';
  /** True where what comes back is no refusal and carries none of the dialect's words: it is the same in all dialects. */
  readonly wordless?: true;
  /** The variable that must stop the start: then the message that names it is the verdict. */
  readonly stopsStart?: string;
}

/** One scenario as it is played. */
export interface Part {
  readonly scenario: string;
  readonly dialect: Dialect;
  readonly history: History;
}

/** The three causes behind one and the same refusal (auth-guide.md section 4.1, last row). */
export const ALIKE: readonly CauseCode[] = ['wrong_secret', 'ip_not_whitelisted', 'account_not_eligible'];

/** A registrar that looks at the secret before the address: its order is not known. */
export const CREDENTIALS_FIRST: SimulatorOptions = {
  productionChecks: ['credentials', 'whitelist', 'eligibility'],
};
