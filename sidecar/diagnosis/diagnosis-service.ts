import { CompanionError } from '../errors/companion-error.js';
import type { Settings } from '../settings/settings.js';
import { fillChecklist } from './checklist.js';
import {
  collectEvidence,
  type Collected,
  type Collectors,
  type Depth,
  type Progress,
} from './collect-evidence.js';
import type { Diagnosis } from './diagnosis.js';
import { cronFails, isRefusal, sidecarAddresses, type Evidence } from './evidence.js';
import { findWarnings } from './find-warnings.js';
import { rankCauses } from './rank-causes.js';
import type { RefusalBudget } from './refusal-budget.js';

/** A diagnosis together with what only the monitor needs of it. */
export interface Diagnosed extends Collected {
  readonly diagnosis: Diagnosis;
}

const DEPTHS: readonly Depth[] = ['brief', 'thorough', 'complete'];

/**
 * Calls with credentials of a thorough look that may be refused: the first, the other environment, the other family,
 * and past the proxy.
 */
const THOROUGH_REFUSALS = 4;

interface Look {
  readonly fingerprint: string;
  readonly depth: Depth;
  readonly result: Promise<Diagnosed>;
}

/** From settings to a verdict. One diagnosis at a time; whoever asks for the same meanwhile shares it. */
export class DiagnosisService {
  readonly #looks = new Set<Look>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly collectors: Collectors,
    private readonly budget: RefusalBudget,
  ) {}

  /** Never throws for what the registrar or the network does. */
  diagnose(settings: Settings, depth: Depth, onProgress?: (progress: Progress) => void): Promise<Diagnosed> {
    const fingerprint = this.collectors.fingerprint(settings);
    for (const look of this.#looks) {
      const deepEnough = DEPTHS.indexOf(look.depth) >= DEPTHS.indexOf(depth);
      if (look.fingerprint === fingerprint && deepEnough) return look.result;
    }
    const result = this.#last.then(() => this.run(settings, depth, onProgress));
    const look = { fingerprint, depth, result };
    this.#looks.add(look);
    this.#last = result
      .catch(() => undefined)
      .then(() => {
        this.#looks.delete(look);
      });
    return result;
  }

  /**
   * The same for someone who can ask again and again.
   * @throws {CompanionError} `diagnosis_held_back` after too many refused calls in a short time
   */
  async onDemand(settings: Settings, onProgress?: (progress: Progress) => void): Promise<Diagnosed> {
    if (this.budget.left() === 0) {
      const seconds = Math.ceil(this.budget.untilNext() / 1_000);
      throw new CompanionError('diagnosis_held_back', { detail: `Next attempt in ${seconds} s.` });
    }
    return this.diagnose(settings, 'complete', onProgress);
  }

  private async run(
    settings: Settings,
    wanted: Depth,
    onProgress?: (progress: Progress) => void,
  ): Promise<Diagnosed> {
    const depth = this.budget.left() < THOROUGH_REFUSALS ? 'brief' : wanted;
    const collected = await collectEvidence(settings, this.collectors, depth, onProgress);
    const { evidence } = collected;
    this.account(evidence);
    await this.remember(evidence).catch(this.collectors.onStorageError);
    return { ...collected, diagnosis: diagnosisOf(evidence) };
  }

  private account({ probe, otherApiEnvironment, otherFamily, withoutProxy, inCron }: Evidence): void {
    const probes = [probe, otherApiEnvironment, otherFamily?.probe, withoutProxy, inCron?.probe];
    if (probe?.accepted === true) this.budget.fill();
    this.budget.spend(probes.filter((made) => isRefusal(made?.failure ?? null)).length);
  }

  private async remember(evidence: Evidence): Promise<void> {
    const { lastSuccess, settingsHistory } = this.collectors;
    const { probe, settingsFingerprint, otherApiEnvironment, flippedFingerprint } = evidence;
    if (otherApiEnvironment?.accepted === true) await settingsHistory.tried(flippedFingerprint, true);
    if (probe?.accepted === true) {
      await settingsHistory.tried(settingsFingerprint, true);
      await lastSuccess.record(evidence.apiEnvironment, {
        fingerprint: settingsFingerprint,
        egress: sidecarAddresses(evidence),
        endpoint: evidence.endpoint,
        localAddress: probe.attempt.localAddress,
        certificateIssuer: probe.certificateIssuer,
        proxyVariables: evidence.proxyVariables,
        version: evidence.version,
      });
    } else if (isRefusal(probe?.failure ?? null)) {
      await settingsHistory.tried(settingsFingerprint, false);
    }
  }
}

/** Evidence in, the whole verdict out. */
export function diagnosisOf(evidence: Evidence): Diagnosis {
  const healthy = evidence.probe?.accepted === true && !cronFails(evidence);
  const calls = [
    evidence.probe,
    evidence.withoutCredentials,
    evidence.otherApiEnvironment,
    evidence.otherFamily?.probe ?? null,
    evidence.withoutProxy,
    evidence.inCron?.probe ?? null,
    ...evidence.lowRisk,
  ].filter((call) => call !== null);
  return {
    healthy,
    environment: evidence.apiEnvironment,
    ...(healthy ? { causes: [], questions: [] } : rankCauses(evidence)),
    warnings: findWarnings(evidence),
    checklist: fillChecklist(evidence),
    egress: evidence.egress.map(({ context, family, address, source }) => ({
      context,
      family,
      address,
      source,
    })),
    attempts: calls.map(({ attempt }) => attempt),
    apiCalls: calls.length,
  };
}
