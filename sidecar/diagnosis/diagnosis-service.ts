import type { Settings } from '../settings/settings.js';
import { fillChecklist } from './checklist.js';
import { collectEvidence, type Collected, type Collectors } from './collect-evidence.js';
import type { Diagnosis } from './diagnosis.js';
import { sidecarAddresses, type Evidence } from './evidence.js';
import { rankCauses } from './rank-causes.js';

/** A diagnosis together with what only the monitor needs of it. */
export interface Diagnosed extends Collected {
  readonly diagnosis: Diagnosis;
}

/** From settings to a verdict. One diagnosis of the same settings at a time: whoever asks meanwhile shares it. */
export class DiagnosisService {
  readonly #running = new Map<string, Promise<Diagnosed>>();

  constructor(private readonly collectors: Collectors) {}

  /** Never throws for what the registrar or the network does. */
  diagnose(settings: Settings, options: { readonly thorough: boolean }): Promise<Diagnosed> {
    const key = `${this.collectors.fingerprint(settings)} ${String(options.thorough)}`;
    const running = this.#running.get(key);
    if (running !== undefined) return running;
    const started = this.run(settings, options).finally(() => this.#running.delete(key));
    this.#running.set(key, started);
    return started;
  }

  private async run(settings: Settings, options: { readonly thorough: boolean }): Promise<Diagnosed> {
    const collected = await collectEvidence(settings, this.collectors, options);
    const { evidence } = collected;
    if (evidence.probe?.accepted === true) {
      await this.collectors.lastSuccess
        .record(evidence.apiEnvironment, {
          fingerprint: evidence.settingsFingerprint,
          egress: sidecarAddresses(evidence),
          endpoint: evidence.endpoint,
        })
        .catch(this.collectors.onStorageError);
    }
    return { ...collected, diagnosis: diagnosisOf(evidence) };
  }
}

/** Evidence in, the whole verdict out. */
export function diagnosisOf(evidence: Evidence): Diagnosis {
  const healthy = evidence.probe?.accepted === true;
  const probes = [
    evidence.probe,
    evidence.withoutCredentials,
    evidence.otherApiEnvironment,
    evidence.otherFamily?.probe ?? null,
  ].filter((probe) => probe !== null);
  return {
    healthy,
    environment: evidence.apiEnvironment,
    ...(healthy ? { causes: [], questions: [] } : rankCauses(evidence)),
    checklist: fillChecklist(evidence),
    egress: evidence.egress.map(({ context, family, address, source }) => ({
      context,
      family,
      address,
      source,
    })),
    attempts: probes.map(({ attempt }) => attempt),
    apiCalls: probes.length,
  };
}
