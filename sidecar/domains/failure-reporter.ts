import type { CheckService } from '../checks/check-service.js';
import type { RankedCause } from '../causes/ranked-cause.js';
import type { CompanionError } from '../errors/companion-error.js';
import type { RegistrarFailure } from '../nicenic/classify-answer.js';
import type { Fingerprint, Settings } from '../settings/settings.js';
import type { SettingsHistory } from '../settings/settings-history.js';
import { registrarError } from './registrar-error.js';

/** How long an action waits for the cause; the check goes on without it. A customer may be looking at the page. */
const CAUSE_MILLISECONDS = 2_000;

/** Carries what domain actions meet to the monitor, and the monitor's verdict into their errors. */
export class FailureReporter {
  constructor(
    private readonly checks: CheckService,
    private readonly stored: () => Promise<Fingerprint | null>,
    private readonly fingerprint: (settings: Settings) => Fingerprint,
    private readonly history: SettingsHistory,
  ) {}

  /** `tried` names the registrar action; `mayHaveExecuted` is true only for a paid order that may have taken effect. */
  async report(
    tried: string,
    failure: RegistrarFailure,
    settings: Settings,
    mayHaveExecuted = false,
  ): Promise<CompanionError> {
    // Other refusals may be about the request and not about who asks.
    if (failure.kind === 'access_refused') await this.history.tried(this.fingerprint(settings), false);
    // Nothing was asked, so there is nothing to find the cause of.
    const causes = failure.kind === 'held_back' ? undefined : await this.causes(settings);
    return registrarError(tried, failure, { mayHaveExecuted, causes });
  }

  /** An action worked: if the monitor believes in an outage with these very settings, it should look again. */
  worked(settings: Settings): void {
    void this.history
      .tried(this.fingerprint(settings), true)
      .then(() => this.watches(settings))
      .then((watched) => {
        if (watched) this.checks.suspectRecovery();
      });
  }

  /** Whether these are the settings that the monitor watches. Never throws: an error on its own account must not hide the one that is reported. */
  private async watches(settings: Settings): Promise<boolean> {
    try {
      return (await this.stored()) === this.fingerprint(settings);
    } catch {
      return false;
    }
  }

  /** The monitor's verdict; undefined when these are not the settings it watches, or it takes too long. */
  private async causes(settings: Settings): Promise<readonly RankedCause[] | undefined> {
    if (!(await this.watches(settings))) return undefined;
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => {
        resolve(undefined);
      }, CAUSE_MILLISECONDS);
    });
    const verdict = await Promise.race([this.checks.suspect(), patience]);
    clearTimeout(timer);
    return verdict === undefined || verdict.length === 0 ? undefined : verdict;
  }
}
