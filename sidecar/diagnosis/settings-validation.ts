import { setTimeout as sleep } from 'node:timers/promises';
import type { CauseCode } from '../causes/cause-catalogue.js';
import type { RankedCause } from '../causes/ranked-cause.js';
import { CompanionError } from '../errors/companion-error.js';
import { errorText } from '../errors/error-catalogue.js';
import { accountName } from '../settings/account-name.js';
import { lintSettings, type SettingField, type SettingsProblem } from '../settings/lint-settings.js';
import type { Fingerprint, Settings } from '../settings/settings.js';
import type { SettingsHistory } from '../settings/settings-history.js';
import { phrase, type Text } from '../texts/phrase.js';
import type { Translator } from '../texts/translator.js';
import type { Diagnosis } from './diagnosis.js';
import { diagnosisInWords } from './diagnosis-answer.js';
import type { Diagnosed, DiagnosisService } from './diagnosis-service.js';
import { isSure } from './is-sure.js';

export interface Validation {
  /** False only when these settings are known not to work. */
  readonly valid: boolean;
  readonly problems: readonly SettingsProblem[];
  readonly diagnosis?: Diagnosis;
  readonly fingerprint: Fingerprint;
  /** Echo services that the environment can ask for its own outbound address. */
  readonly egressUrls: readonly string[];
}

/** From this confidence on a proved verdict about the settings refuses the save; otherwise the save only warns. */
const SURE = 0.8;

/** A save in WHMCS has to be answered within 8 s; one diagnosis may be waiting for another. Milliseconds. */
const LONGEST_MILLISECONDS = 6_500;

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
    private readonly history: SettingsHistory,
    private readonly fingerprint: (settings: Settings) => Fingerprint,
    /** Has every secret that comes in masked from then on; comes before anything else happens with it. */
    private readonly protect: (settings: Settings) => void,
    private readonly egressUrls: readonly string[],
  ) {}

  /** Lint first; one live diagnosis when lint finds nothing that is sure to fail. Stores no settings. */
  async validate(settings: Settings): Promise<Validation> {
    this.protect(settings);
    const fingerprint = this.fingerprint(settings);
    const { egressUrls } = this;
    const lint = lintSettings(settings);
    if (lint.some(({ severity }) => severity === 'error'))
      return { valid: false, problems: lint, fingerprint, egressUrls };
    const looked = await this.look(settings, fingerprint);
    if ('untried' in looked) {
      return { valid: true, problems: [...lint, warningOf(looked.untried)], fingerprint, egressUrls };
    }
    const { diagnosis, evidence } = looked;
    const [top] = diagnosis.causes;
    const problems =
      top === undefined
        ? lint
        : [
            ...lint.filter(({ code }) => code !== top.code),
            problemOf(top, diagnosis, isSure(evidence, top.code)),
          ];
    const valid = problems.every(({ severity }) => severity !== 'error');
    return { valid, problems, diagnosis, fingerprint, egressUrls };
  }

  /** The verdict, or why there is none in time. */
  private async look(
    settings: Settings,
    fingerprint: Fingerprint,
  ): Promise<Diagnosed | { readonly untried: readonly Text[] }> {
    const patience = new AbortController();
    const late = sleep(LONGEST_MILLISECONDS, undefined, { signal: patience.signal }).then(
      () => ({ untried: [phrase('settings:no_verdict_in_time')] }),
      () => ({ untried: [] }),
    );
    try {
      const looked = this.history
        .seen('form', fingerprint)
        .then(() => this.diagnosis.onDemand(settings, 'thorough'));
      return await Promise.race([looked, late]);
    } catch (error) {
      if (error instanceof CompanionError)
        return {
          untried: [
            phrase('words:title_as_sentence', { title: errorText(error.code).title }),
            ...error.whatNext(),
          ],
        };
      throw error;
    } finally {
      patience.abort();
    }
  }
}

function warningOf(why: readonly Text[]): SettingsProblem {
  return {
    field: 'APISecret',
    code: 'unknown',
    severity: 'warning',
    message: [phrase('settings:not_tried'), ...why],
  };
}

function problemOf(top: RankedCause, diagnosis: Diagnosis, sure: boolean): SettingsProblem {
  const field = FIELD_AT_FAULT[top.code];
  const rivals = diagnosis.causes.slice(1, 3).map(({ title }) => title);
  return {
    field: field ?? 'APISecret',
    code: top.code,
    severity: field !== undefined && top.confidence >= SURE && sure ? 'error' : 'warning',
    message: [
      phrase('settings:likely_cause', {
        title: top.title,
        environment: accountName(diagnosis.environment),
        percent: Math.round(top.confidence * 100),
      }),
      ...top.evidence,
      ...(rivals.length === 0 ? [] : [phrase('settings:also_possible', { rivals })]),
      phrase('settings:what_to_do'),
      ...top.fix,
    ],
  };
}

/** As it travels, in one language. */
export function validationInWords({ problems, diagnosis, ...rest }: Validation, texts: Translator): object {
  return {
    ...rest,
    problems: problems.map((problem) => ({ ...problem, message: texts.sentences(problem.message) })),
    ...(diagnosis === undefined ? {} : { diagnosis: diagnosisInWords(diagnosis, texts) }),
  };
}
