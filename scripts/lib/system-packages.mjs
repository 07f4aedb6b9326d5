import { spawnSync } from 'node:child_process';

import { onPath } from './on-path.mjs';
import { runLogged } from './run-logged.mjs';
import { SetupError } from './setup-error.mjs';
import { browserIsDownloaded, findTestBrowser } from './test-browser.mjs';

/** Another apt run, such as unattended upgrades after boot, may hold dpkg's lock for a while. */
const APT_LOCK_WAIT_S = 300;

/** The module's oldest supported PHP, as PHP_VERSION_ID counts (7.4.0). */
const OLDEST_PHP = 70_400;

/** True when `php` is 7.4 or newer with the two extensions that the WHMCS module uses, or another PHP was chosen. */
function hasPhp() {
  if (process.env.WHMCS_DOUBLE_PHP) return true;
  const probe = `exit(PHP_VERSION_ID >= ${OLDEST_PHP} && extension_loaded("curl") && extension_loaded("json") ? 0 : 3);`;
  return spawnSync('php', ['-r', probe], { stdio: 'ignore' }).status === 0;
}

export const hasCompilers = () => ['python3', 'make', 'g++'].every(onPath);

/** What a job can need from the operating system: a name for people, Debian's packages for it, and how to see it. */
export const SYSTEM_NEEDS = {
  php: {
    label: 'the PHP command line with its curl extension',
    packages: ['php-cli', 'php-curl'],
    present: hasPhp,
  },
  browser: {
    label: 'Chromium for the browser tests, with a font that has Chinese',
    packages: browserIsDownloaded() ? [] : ['chromium', 'fonts-droid-fallback'],
    present: () => findTestBrowser() !== undefined,
  },
};

const COMPILERS = {
  label: 'the compilers for the SQLite addon',
  packages: ['python3', 'make', 'g++'],
  present: hasCompilers,
};

const labelsOf = (needs) => needs.map(({ label }) => label).join(' and ');
const packagesOf = (needs) => needs.flatMap(({ packages }) => packages);

/** Throws a SetupError that says in one line what to install when this process may not install `needs` itself. */
export function requireInstallRights(needs) {
  const hasApt = onPath('apt-get') !== undefined;
  if (needs.length === 0 || (hasApt && process.getuid() === 0)) return;
  const packages = packagesOf(needs).join(' ');
  const how = !hasApt
    ? `This system has no apt-get: install it by hand (Debian calls it ${packages}) and run this again.`
    : packages === ''
      ? 'Install Google Chrome, or set TEST_CHROMIUM to the path of a Chromium, and run this again.'
      : `As root, run: apt-get update && apt-get install -y ${packages}`;
  throw new SetupError(`Missing: ${labelsOf(needs)}. ${how}`);
}

/** Installs the Debian packages of `needs` and checks that what they bring is there afterwards. */
export async function installSystemPackages(needs) {
  const packages = packagesOf(needs);
  if (packages.length === 0) return;
  const apt = (name, ...args) =>
    runLogged(name, 'apt-get', ['-q', '-y', '-o', `DPkg::Lock::Timeout=${APT_LOCK_WAIT_S}`, ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      whenItFails: 'The Debian packages could not be installed; apt-get needs a network for that.',
    });
  await apt('apt-update', 'update');
  await apt('apt-install', 'install', '--no-install-recommends', ...packages);
  const absent = needs.filter((need) => need.packages.length > 0 && !need.present());
  if (absent.length > 0)
    throw new SetupError(
      `apt-get installed ${packages.join(' ')}, but this is still missing: ${labelsOf(absent)}.`,
    );
}

/** Brings the compilers that a native addon needs when no ready-made one can be had. */
export async function installCompilers(say) {
  requireInstallRights([COMPILERS]);
  say(`Installing ${COMPILERS.label}: apt-get install ${packagesOf([COMPILERS]).join(' ')}`);
  await installSystemPackages([COMPILERS]);
}
