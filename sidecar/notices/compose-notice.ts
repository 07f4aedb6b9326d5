import type { AlertMessage } from '../alerts/alert.js';
import type { HoldReport } from '../portfolio/hold-report.js';
import { utc } from '../texts/format-time.js';
import type { Notice } from './find-notices.js';

/** How an environment is called in sentences. */
const NAMES: Readonly<Record<string, string>> = {
  web: 'WHMCS (web)',
  cron: 'the WHMCS cron',
  cli: 'the command line',
};

/** The message about a notice. `hold` is what the registrar says about a domain on hold; null where it was not told. */
export function composeNotice(notice: Notice, hold: HoldReport | null, referenceId: string): AlertMessage {
  const { subject, lines, cause = null } = wordsOf(notice, hold);
  return {
    kind: 'warning',
    severity: 'warning',
    causeCode: cause,
    incidentId: null,
    referenceId,
    subject,
    text: [...lines, `Reference: ${referenceId}`].join('\n\n'),
  };
}

interface Words {
  readonly subject: string;
  readonly lines: readonly string[];
  readonly cause?: AlertMessage['causeCode'];
}

function wordsOf(notice: Notice, hold: HoldReport | null): Words {
  if ('domain' in notice) return wordsOfHold(notice.domain, hold);
  if ('sidecar' in notice) {
    const where = NAMES[notice.environment] ?? notice.environment;
    return {
      subject: `NiceNIC Companion: module ${notice.version} and sidecar ${notice.sidecar} do not fit`,
      lines: [
        `${where} runs version ${notice.version} of the module, the sidecar has version ${notice.sidecar}.`,
        'What to do: install the same version of both. Copy the module over the WHMCS folder again, or update the sidecar and restart it.',
      ],
    };
  }
  switch (notice.key) {
    case 'balance':
      return {
        subject: `NiceNIC: the balance is down to ${money(notice.amount)} ${notice.currency}`,
        lines: [
          `The balance at NiceNIC is ${money(notice.amount)} ${notice.currency}, below the ${money(notice.threshold)} that you set as a warning. Orders and renewals fail when it is used up.`,
          'What to do: add funds at NiceNIC. Payments of your customers do not top it up.',
        ],
      };
    case 'certificate':
      return {
        subject: `NiceNIC: the certificate of the API ends in ${notice.days === 1 ? '1 day' : `${notice.days} days`}`,
        lines: [
          `The certificate that NiceNIC's API shows is valid until ${utc(notice.endsAt)}. If it is not renewed, every call fails from then on.`,
          'What to do: nothing yet. If it is still the old one in the last days, tell the support of NiceNIC. If only your server sees it, something between reads along.',
        ],
      };
    case 'cron_silent':
      return {
        subject: `NiceNIC Companion: the WHMCS cron has not been seen since ${utc(notice.seenAt)}`,
        lines: [
          `The WHMCS cron last reported at ${utc(notice.seenAt)}. Without it no domain is synced or renewed, and alerts are not mailed.`,
          'What to do: look at Setup > Automation Status in WHMCS and at the crontab of the server. If the cron runs, its environment cannot reach the sidecar: run "nicenic-companion doctor" as the user of the cron.',
        ],
        cause: 'cron_environment_differs',
      };
    case 'settings_differ':
      return {
        subject: 'NiceNIC Companion: WHMCS hands over other settings in the web than in cron',
        lines: [
          'Settings that work in one of them may fail in the other.',
          'What to do: save the settings of the module again, let the cron run once, and look whether both use the same WHMCS folder and database.',
        ],
        cause: 'cron_environment_differs',
      };
  }
}

function wordsOfHold(domain: string, hold: HoldReport | null): Words {
  const planned = hold?.state === 'pending';
  return {
    subject: `NiceNIC: ${domain} ${planned ? 'is about to be put on hold' : 'is on hold'}`,
    lines: [
      hold === null
        ? `NiceNIC lists ${domain} as on hold. Such a domain may stop resolving.`
        : [
            `NiceNIC lists ${domain} as on hold. State of the case: ${hold.status}.`,
            hold.impact === null ? '' : `Impact: ${hold.impact}.`,
            hold.scheduledAt === null || !planned ? '' : `The hold is planned for ${hold.scheduledAt}.`,
            hold.appliedAt === null ? '' : `It was applied at ${hold.appliedAt}.`,
          ]
            .filter((sentence) => sentence !== '')
            .join(' '),
      hold?.action == null
        ? 'What to do: look at the abuse report of the domain at NiceNIC and talk to its owner.'
        : `What to do, in the words of NiceNIC: ${hold.action}`,
    ],
  };
}

/** Two decimals, as the registrar's prices have. */
function money(amount: number): string {
  return amount.toFixed(2);
}
