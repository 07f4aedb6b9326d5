import type { CauseCode } from '../causes/cause-catalogue.js';
import type { RankedCause } from '../causes/ranked-cause.js';
import { lintSettings, type SettingField, type SettingsProblem } from '../settings/lint-settings.js';
import type { Settings } from '../settings/settings.js';
import type { Diagnosis } from './diagnosis.js';
import type { DiagnosisService } from './diagnosis-service.js';

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

/** Checks settings before they are saved. */
export class SettingsValidation {
  constructor(
    private readonly diagnosis: DiagnosisService,
    /** Has every secret that comes in masked from then on; comes before anything else happens with it. */
    private readonly protect: (settings: Settings) => void,
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
