import {
  buildNativeAddon,
  installNodePackages,
  nativeAddonLoads,
  needsNativeAddon,
  nodePackagesInstalled,
} from './node-packages.mjs';
import { withLock } from './setup-lock.mjs';
import { installSystemPackages, requireInstallRights, SYSTEM_NEEDS } from './system-packages.mjs';
import { browserIsDownloaded, downloadTestBrowser } from './test-browser.mjs';

/**
 * The steps that are still to do, in order, for a job that needs `system` (names in SYSTEM_NEEDS) and the Node packages.
 * Each is `{ announcement, run(say) }`. Throws a SetupError when a step needs rights that this process lacks.
 */
function missingSteps({ system, withDevelopment }) {
  const needs = system.map((name) => SYSTEM_NEEDS[name]).filter((need) => !need.present());
  requireInstallRights(needs);
  const steps = needs.filter(({ packages }) => packages.length > 0).length === 0 ? [] : [debianStep(needs)];
  const freshPackages = !nodePackagesInstalled({ withDevelopment });
  if (freshPackages) {
    steps.push({
      announcement: 'the Node packages that package-lock.json names: npm ci',
      run: installNodePackages,
    });
  }
  if (needsNativeAddon && (freshPackages || !nativeAddonLoads())) {
    steps.push({
      announcement: 'the SQLite addon for this Node.js: npm rebuild better-sqlite3',
      run: buildNativeAddon,
    });
  }
  if (needs.includes(SYSTEM_NEEDS.browser) && browserIsDownloaded()) {
    steps.push({
      announcement: 'Chromium for the browser tests: playwright-core install --with-deps chromium',
      run: downloadTestBrowser,
    });
  }
  return steps;
}

function debianStep(needs) {
  const packages = needs.flatMap((need) => need.packages).join(' ');
  const labels = needs.filter((need) => need.packages.length > 0).map(({ label }) => label);
  return {
    announcement: `${labels.join(' and ')}: apt-get install ${packages}`,
    run: () => installSystemPackages(needs),
  };
}

async function carryOut(steps, say) {
  say('Setting up. This is installed now, once:');
  for (const { announcement } of steps) say(`  - ${announcement}`);
  for (const [index, { announcement, run }] of steps.entries()) {
    const startedAt = Date.now();
    await run(say);
    say(
      `  ${index + 1}/${steps.length} done in ${Math.ceil((Date.now() - startedAt) / 1000)} s: ${announcement}`,
    );
  }
}

/**
 * Installs what is missing for a job and says so through `say(line)` before it does; silent when nothing is missing.
 * Throws a SetupError that tells a person in one line what to do.
 */
export async function ensureSetup(wants, say) {
  if (missingSteps(wants).length === 0) return;
  const onWait = (pid) => say(`Waiting for the set-up that process ${pid} is doing in this folder.`);
  await withLock('setup', onWait, async () => {
    const steps = missingSteps(wants);
    if (steps.length > 0) await carryOut(steps, say);
  });
}
