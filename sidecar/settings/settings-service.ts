import type { CauseCode } from '../diagnosis/cause-catalogue.js';
import type { Diagnosis } from '../diagnosis/diagnosis.js';
import type { DiagnosisService } from '../diagnosis/diagnosis-service.js';
import type { RankedCause } from '../diagnosis/ranked-cause.js';
import { lintSettings, type SettingField, type SettingsProblem } from './lint-settings.js';
import type { Fingerprint, Settings } from './settings.js';
import type { SettingsStore } from './settings-store.js';

export interface Validation {
  /** False only when these settings are known not to work. */
  readonly valid: boolean;
  readonly problems: readonly SettingsProblem[];
  readonly diagnosis?: Diagnosis;
}

/** From this confidence on a verdict about the settings themselves refuses the save; below it the save only warns. */
const SURE = 0.8;

/** The causes that another value in the form mends, and the field it belongs into. */
const FIELD_AT_FAULT: Readonly<Partial<Record<CauseCode, SettingField>>> = {
  wrong_secret: 'APISecret',
  secret_malformed: 'APISecret',
  username_malformed: 'Username',
  wrong_environment: 'TestMode',
};

/** Checks the module's settings before they are saved, and keeps the ones that scheduled checks use. */
export class SettingsService {
  constructor(
    private readonly store: SettingsStore,
    private readonly diagnosis: DiagnosisService,
    private readonly fingerprint: (settings: Settings) => Fingerprint,
    /** Has every secret that comes in masked from then on; comes before anything else happens with it. */
    readonly protect: (settings: Settings) => void,
    /** Told when other settings than before are stored: the back-off ends. */
    private readonly onChanged: () => void = () => undefined,
  ) {}

  /** Lint first; one live diagnosis when lint finds nothing that is sure to fail. Stores nothing. */
  async validate(settings: Settings): Promise<Validation> {
    this.protect(settings);
    const lint = lintSettings(settings);
    if (lint.some(({ severity }) => severity === 'error')) return { valid: false, problems: lint };
    const { diagnosis } = await this.diagnosis.diagnose(settings, { thorough: true });
    const [top] = diagnosis.causes;
    const problems =
      top === undefined ? lint : [...lint.filter(({ code }) => code !== top.code), problemOf(top, diagnosis)];
    return { valid: problems.every(({ severity }) => severity !== 'error'), problems, diagnosis };
  }

  /** Keeps the settings; `changed` tells whether they differ from the ones before. */
  async put(settings: Settings): Promise<{ changed: boolean; fingerprint: Fingerprint }> {
    this.protect(settings);
    const fingerprint = this.fingerprint(settings);
    const changed = (await this.store.fingerprint()) !== fingerprint;
    if (changed) {
      await this.store.write(settings, fingerprint);
      this.onChanged();
    }
    return { changed, fingerprint };
  }

  /** Fingerprint of the stored settings; null before the first `put`. */
  storedFingerprint(): Promise<Fingerprint | null> {
    return this.store.fingerprint();
  }

  /**
   * The stored settings; null before the first `put`.
   * @throws {CompanionError} `settings_unreadable` when the key file does not belong to the database; the next `put`
   * mends that
   */
  async current(): Promise<Settings | null> {
    const stored = await this.store.read();
    if (stored !== null) this.protect(stored.settings);
    return stored?.settings ?? null;
  }
}

function problemOf(top: RankedCause, diagnosis: Diagnosis): SettingsProblem {
  const field = FIELD_AT_FAULT[top.code];
  const percent = Math.round(top.confidence * 100);
  const rivals = diagnosis.causes.slice(1, 3).map(({ title }) => title);
  const others = rivals.length === 0 ? '' : ` Also possible: ${rivals.join('; ')}.`;
  return {
    field: field ?? 'APISecret',
    code: top.code,
    severity: field !== undefined && top.confidence >= SURE ? 'error' : 'warning',
    message: `${top.title} (${diagnosis.environment}, ${percent} % sure). ${top.evidence.join(' ')}${others} What to do: ${top.fix.join(' ')}`,
  };
}
