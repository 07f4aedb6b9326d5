import { CompanionError } from '../errors/companion-error.js';
import type { Settings } from '../settings/settings.js';
import { phrase } from '../texts/phrase.js';
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
  /** May be held back, so that only someone who may be held back as well can share it. */
  readonly onDemand: boolean;
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
    return this.enqueue(settings, depth, false, onProgress);
  }

  /**
   * The same for someone who can ask again and again.
   * @throws {CompanionError} `diagnosis_held_back` after too many refused calls in a short time
   */
  onDemand(
    settings: Settings,
    depth: Depth = 'complete',
    onProgress?: (progress: Progress) => void,
  ): Promise<Diagnosed> {
    return this.enqueue(settings, depth, true, onProgress);
  }

  private enqueue(
    settings: Settings,
    depth: Depth,
    onDemand: boolean,
    onProgress?: (progress: Progress) => void,
  ): Promise<Diagnosed> {
    const fingerprint = this.collectors.fingerprint(settings);
    for (const look of this.#looks) {
      const deepEnough = DEPTHS.indexOf(look.depth) >= DEPTHS.indexOf(depth);
      const shareable = onDemand || !look.onDemand;
      if (look.fingerprint === fingerprint && deepEnough && shareable) return look.result;
    }
    const result = this.#last.then(() => this.run(settings, depth, onDemand, onProgress));
    const look = { fingerprint, depth, onDemand, result };
    this.#looks.add(look);
    this.#last = result
      .catch(() => undefined)
      .then(() => {
        this.#looks.delete(look);
      });
    return result;
  }

  private async run(
    settings: Settings,
    wanted: Depth,
    onDemand: boolean,
    onProgress?: (progress: Progress) => void,
  ): Promise<Diagnosed> {
    // Looked at here and not when it was asked for: others may have used it up meanwhile.
    const { left, untilNext } = await this.budget.look();
    if (left === 0 && onDemand) {
      const seconds = Math.ceil(untilNext / 1_000);
      throw new CompanionError('diagnosis_held_back', {
        detail: phrase('details:next_attempt', { seconds }),
      });
    }
    const depth = left < THOROUGH_REFUSALS ? 'brief' : wanted;
    const collected = await collectEvidence(settings, this.collectors, depth, onProgress);
    const { evidence } = collected;
    await this.account(evidence).catch(this.collectors.onStorageError);
    if (this.collectors.remembers)
      await this.remember(evidence, settings).catch(this.collectors.onStorageError);
    return { ...collected, diagnosis: diagnosisOf(evidence) };
  }

  private async account({
    probe,
    otherApiEnvironment,
    otherFamily,
    withoutProxy,
    inCron,
  }: Evidence): Promise<void> {
    const probes = [probe, otherApiEnvironment, otherFamily?.probe, withoutProxy, inCron?.probe];
    if (probe?.accepted === true) await this.budget.fill();
    await this.budget.spend(probes.filter((made) => isRefusal(made?.failure ?? null)).length);
  }

  private async remember(evidence: Evidence, { username }: Settings): Promise<void> {
    const { lastSuccess, settingsHistory } = this.collectors;
    const { probe, settingsFingerprint, otherApiEnvironment, flippedFingerprint } = evidence;
    if (otherApiEnvironment?.accepted === true) await settingsHistory.tried(flippedFingerprint, true);
    if (probe?.accepted === true) {
      await settingsHistory.tried(settingsFingerprint, true);
      await lastSuccess.record(evidence.apiEnvironment, username, {
        fingerprint: settingsFingerprint,
        egress: sidecarAddresses(evidence),
        endpoint: evidence.endpoint,
        localAddress: probe.attempt.localAddress,
        certificateIssuer: probe.certificateIssuer,
        certificateEndsAt: probe.certificateEndsAt,
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
  const probes = [
    evidence.probe,
    evidence.withoutCredentials,
    evidence.otherApiEnvironment,
    evidence.otherFamily?.probe ?? null,
    evidence.withoutProxy,
    evidence.inCron?.probe ?? null,
  ].filter((probe) => probe !== null && probe.failure?.kind !== 'held_back');
  const attempts = [...probes, ...evidence.lowRisk].flatMap((call) => call?.attempt ?? []);
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
    attempts,
    apiCalls: attempts.length,
  };
}
