import type { StatusService } from '../checks/status-service.js';
import type { SettingsService } from '../settings/settings-service.js';
import type { Clock } from '../store/clock.js';
import { describeSupportReport } from './describe-support-report.js';
import { composeSupportReport, type SupportReport } from './support-report.js';

/** Makes the report from what is kept; asks nobody. */
export class SupportReportService {
  constructor(
    private readonly parts: {
      readonly status: StatusService;
      readonly settings: SettingsService;
      readonly versions: Readonly<Record<string, string>>;
      readonly clock: Clock;
      /** Masks what a registrar may have repeated in its answer. */
      readonly mask: (text: string) => string;
    },
  ) {}

  async asObject(): Promise<SupportReport> {
    return JSON.parse(this.parts.mask(JSON.stringify(await this.compose()))) as SupportReport;
  }

  /** Plain text, to paste into a ticket. */
  async asText(): Promise<string> {
    return this.parts.mask(describeSupportReport(await this.compose()));
  }

  private async compose(): Promise<SupportReport> {
    const { status, settings, versions, clock } = this.parts;
    return composeSupportReport({
      username: (await settings.current())?.username ?? null,
      status: await status.read(),
      versions,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      now: clock(),
    });
  }
}
