import type { IpFamily } from '../config/environment.js';
import { findDisagreement, type Drift } from '../egress/find-drift.js';
import { utc } from '../texts/format-time.js';
import type { Text } from '../texts/phrase.js';
import {
  environmentsDisagree,
  familyUsed,
  lastSeenFrom,
  sidecarAddresses,
  type Evidence,
} from './evidence.js';

/** How an environment is called in sentences. */
const NAMES = { sidecar: 'the sidecar', web: 'WHMCS (web)', cron: 'the WHMCS cron', cli: 'the command line' };

/** What warnings rest on. */
type Facts = Pick<
  Evidence,
  'drift' | 'egress' | 'settingsPast' | 'lowRisk' | 'probe' | 'echoedThroughProxy' | 'lastSuccess' | 'now'
>;

/** What is not the cause of a failure now and can become one, one sentence each. Pure. */
export function findWarnings(evidence: Facts): Text[] {
  return [
    ...evidence.drift
      .filter(({ family }) => usesFamily(evidence, family))
      .map((drift) => ({ drift, accepted: isAccepted(drift, evidence) }))
      .filter(
        ({ drift, accepted }) => !accepted || evidence.now - drift.at < WARNED_WHEN_ACCEPTED_MILLISECONDS,
      )
      .map(({ drift, accepted }) => driftSentence(drift, accepted)),
    ...findDisagreement(evidence.egress).map(
      ({ context, family, addresses }) =>
        `Echo services tell different IPv${family} addresses of ${NAMES[context]} (${addresses.join(', ')}): calls may leave from any of them. Whitelist all, or fix one with COMPANION_LOCAL_ADDRESS.`,
    ),
    ...echoedAnotherWay(evidence),
    ...whmcsElsewhere(evidence),
    ...differentSettings(evidence),
    ...unfinishedTests(evidence),
  ];
}

/** Once NiceNIC takes calls from the new address the change is news, not a warning. Milliseconds. */
const WARNED_WHEN_ACCEPTED_MILLISECONDS = 24 * 60 * 60_000;

/** Whether calls to NiceNIC go over this IP family; privacy addresses of the other one change daily. */
function usesFamily({ lastSuccess }: Facts, family: IpFamily): boolean {
  const used = familyUsed(lastSuccess?.localAddress ?? null);
  return used === null || used === family;
}

/** Whether NiceNIC has accepted a call that left from the new address. */
function isAccepted({ context, family, now }: Drift, { lastSuccess }: Facts): boolean {
  return (
    context === 'sidecar' &&
    lastSuccess !== null &&
    familyUsed(lastSuccess.localAddress) === family &&
    lastSuccess.egress.some(({ address }) => address === now)
  );
}

/** One address that changed, and what to do before it becomes a failure. */
export function driftSentence({ context, family, before, now, at }: Drift, accepted: boolean): string {
  const changed = `The outbound IPv${family} address of ${NAMES[context]} changed from ${before} to ${now} at ${utc(at)}.`;
  if (accepted) return `${changed} NiceNIC accepts calls from it.`;
  return context === 'sidecar'
    ? `${changed} Make sure that ${now} stands in the whitelist of NiceNIC, before calls fail.`
    : `${changed} Calls to NiceNIC leave from the sidecar; where WHMCS and sidecar share a host, its address may have changed too.`;
}

/** NO_PROXY or the like: then the services saw another address than NiceNIC does. */
function echoedAnotherWay({ probe, echoedThroughProxy }: Facts): string[] {
  if (probe === null || echoedThroughProxy === null || probe.proxied === echoedThroughProxy) return [];
  return [
    `The echo services were asked ${echoedThroughProxy ? 'through the proxy' : 'directly'}, NiceNIC ${probe.proxied ? 'through the proxy' : 'directly'}: the address they saw need not be the one that NiceNIC sees.`,
  ];
}

/** WHMCS on another address than the sidecar: of no effect, but whoever whitelists by it enters the wrong one. */
function whmcsElsewhere(evidence: Facts): string[] {
  const own = sidecarAddresses(evidence);
  return (['web', 'cron'] as const).flatMap((context) =>
    evidence.egress
      .filter((seen) => seen.context === context)
      .filter(
        ({ family, address }) =>
          own.some((mine) => mine.family === family) && !own.some((mine) => mine.address === address),
      )
      .slice(0, 1)
      .map(
        ({ address }) =>
          `${NAMES[context]} leaves from ${address}, calls to NiceNIC from ${own.map((mine) => mine.address).join(', ')}. The whitelist needs the latter.`,
      ),
  );
}

function differentSettings(evidence: Facts): string[] {
  const web = lastSeenFrom(evidence, 'web');
  const cron = lastSeenFrom(evidence, 'cron');
  return web !== null && cron !== null && environmentsDisagree(evidence)
    ? [
        `WHMCS hands over other settings in the web (last at ${utc(web.at)}) than in cron (last at ${utc(cron.at)}).`,
      ]
    : [];
}

function unfinishedTests({ lowRisk }: Facts): string[] {
  return lowRisk
    .filter(({ accepted }) => !accepted)
    .map(({ attempt }) =>
      attempt.httpStatus === null
        ? `Access works, but ${attempt.action} got no answer.`
        : `Access works, but ${attempt.action} was not answered as documented (HTTP ${attempt.httpStatus}, code ${attempt.code ?? 'none'}).`,
    );
}
