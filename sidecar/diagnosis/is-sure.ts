import type { CauseCode } from '../causes/cause-catalogue.js';
import { changedAddresses, hasAddressOfLastSuccess, works, type Evidence } from './evidence.js';

/** Checks run every few minutes; what worked an hour ago has not just been taken off a whitelist. Milliseconds. */
const LATELY_MILLISECONDS = 60 * 60_000;

/**
 * Whether a cause is proved, so that a save may be refused for it. Words of the registrar and HTTP statuses prove
 * nothing: they only lend confidence. Pure.
 */
export function isSure(evidence: Evidence, cause: CauseCode): boolean {
  switch (cause) {
    case 'wrong_environment':
      return evidence.otherApiEnvironment?.accepted === true;
    case 'wrong_secret':
      return otherSettingsStillWork(evidence);
    default:
      return false;
  }
}

/** The shop's settings until now work from this very address, and these, which differ, do not. */
function otherSettingsStillWork(evidence: Evidence): boolean {
  const { lastSuccess, settingsFingerprint, now } = evidence;
  return (
    lastSuccess !== null &&
    lastSuccess.fingerprint !== settingsFingerprint &&
    now - lastSuccess.at < LATELY_MILLISECONDS &&
    works(evidence, lastSuccess.fingerprint) &&
    hasAddressOfLastSuccess(evidence) &&
    changedAddresses(evidence).length === 0
  );
}
