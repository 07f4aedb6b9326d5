import { existsSync, readFileSync } from 'node:fs';

import { inRoot } from './paths.mjs';
import { runLogged } from './run-logged.mjs';
import { SetupError } from './setup-error.mjs';
import { hasCompilers, installCompilers } from './system-packages.mjs';

/** Needs no compiling, but Node-API 10; npm leaves it out where Node.js is too old for it. */
const NAPI_PACKAGE = 'better-sqlite3-napi';

/** Has to be built for the Node.js that runs it. */
const NATIVE_PACKAGE = 'better-sqlite3';

/** True when this Node.js runs NATIVE_PACKAGE: the choice of sidecar/store/sqlite-driver.ts, not yet built at set-up. */
export const needsNativeAddon = Number(process.versions.napi) < 10;

function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * True when `node_modules` holds every package of `package-lock.json` in the locked version. npm writes what it
 * installed to `node_modules/.package-lock.json` as its last step, so an interrupted install counts as missing.
 * Without `withDevelopment` only what the sidecar needs at run time is asked for.
 */
export function nodePackagesInstalled({ withDevelopment }) {
  const wanted = readLock(inRoot('package-lock.json'));
  const installed = readLock(inRoot('node_modules', '.package-lock.json'));
  if (installed === undefined) return false;
  // A Node.js that has become newer since the install wants a package which npm left out then.
  if (!needsNativeAddon && installed[`node_modules/${NAPI_PACKAGE}`] === undefined) return false;
  return Object.entries(wanted).every(([path, { version, optional, dev, devOptional }]) => {
    if (path === '') return true;
    if ((dev || devOptional) && !withDevelopment) return true;
    // npm leaves out optional packages that are for another platform.
    return installed[path] === undefined ? optional === true : installed[path].version === version;
  });
}

/** True when the compiled SQLite addon is there and was built for this Node.js. */
export function nativeAddonLoads() {
  const addon = inRoot('node_modules', NATIVE_PACKAGE, 'build', 'Release', 'better_sqlite3.node');
  if (!existsSync(addon)) return false;
  try {
    process.dlopen({ exports: {} }, addon);
    return true;
  } catch (error) {
    if (error.code === 'ERR_DLOPEN_FAILED') return false;
    throw error;
  }
}

/** The npm that runs this script where there is one, so that a second npm on PATH does not answer instead. */
function npm(...args) {
  const self = process.env.npm_execpath;
  return self?.endsWith('.js') ? [process.execPath, [self, ...args]] : ['npm', args];
}

/** Installs exactly what `package-lock.json` names; no package's install script runs here. */
export async function installNodePackages() {
  const [command, args] = npm('ci', '--ignore-scripts', '--no-audit', '--no-fund');
  await runLogged('npm-ci', command, args, {
    whenItFails: 'The Node packages could not be installed; npm needs a network for that.',
  });
}

/** Fetches the ready-made SQLite addon for this Node.js, or compiles it; installs compilers for that when root may. */
export async function buildNativeAddon(say) {
  const [command, args] = npm('rebuild', NATIVE_PACKAGE);
  const build = () =>
    runLogged('native-addon', command, args, {
      whenItFails: `The SQLite addon ${NATIVE_PACKAGE} could not be built.`,
    });
  try {
    await build();
  } catch (error) {
    if (!(error instanceof SetupError) || hasCompilers()) throw error;
    say(
      'No ready-made SQLite addon could be fetched for this Node.js, so it has to be compiled; that takes a minute or two.',
    );
    await installCompilers(say);
    await build();
  }
}
