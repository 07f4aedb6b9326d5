import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { onPath } from './on-path.mjs';
import { inRoot, SETUP_DIR } from './paths.mjs';
import { runLogged } from './run-logged.mjs';

const DOWNLOADS = join(SETUP_DIR, 'browsers');

function entries(folder) {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

/** The executable inside Playwright's folders, such as chromium-1234/chrome-linux64/chrome. */
function downloadedBrowser() {
  const [browser] = entries(DOWNLOADS).filter((name) => /^chromium-\d+$/.test(name));
  if (browser === undefined) return undefined;
  const [platform] = entries(join(DOWNLOADS, browser)).filter((name) => name.startsWith('chrome-linux'));
  return platform === undefined ? undefined : join(DOWNLOADS, browser, platform, 'chrome');
}

/**
 * The Chromium that the browser tests start: `TEST_CHROMIUM`, the first known name on PATH, or one downloaded earlier.
 * Ubuntu's `chromium-browser` is left out: it is a placeholder that only tells to install a snap.
 */
export function findTestBrowser() {
  const named =
    process.env.TEST_CHROMIUM ??
    ['chromium', 'google-chrome', 'google-chrome-stable'].map(onPath).find(Boolean);
  return named ?? downloadedBrowser();
}

/** Ubuntu has no Chromium package that apt can install, so there Playwright brings its own build. */
export function browserIsDownloaded() {
  try {
    return /^ID=ubuntu$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

/** Downloads Chromium with Playwright and installs the libraries it needs. Needs root and node_modules. */
export async function downloadTestBrowser() {
  const cli = inRoot('node_modules', 'playwright-core', 'cli.js');
  await runLogged('browser', process.execPath, [cli, 'install', '--with-deps', '--no-shell', 'chromium'], {
    env: { ...process.env, PLAYWRIGHT_BROWSERS_PATH: DOWNLOADS },
    whenItFails:
      'Chromium for the browser tests could not be downloaded; set TEST_CHROMIUM to the path of one that is installed.',
  });
}
