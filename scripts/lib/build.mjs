import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';

import { inRoot, ROOT } from './paths.mjs';
import { runLogged } from './run-logged.mjs';
import { withLock } from './setup-lock.mjs';

const DIST = inRoot('dist');
const STAMP = join(DIST, '.build-stamp.json');
const COMPILER_STATE = join(DIST, '.tsbuildinfo');
const ENTRY = join(DIST, 'sidecar', 'cli', 'main.js');

/** Folders whose files end up in dist: TypeScript compiled, everything else copied. */
const SOURCE_FOLDERS = ['sidecar', 'shared'];
const BUILD_FILES = ['package.json', 'tsconfig.json', 'tsconfig.build.json'];

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

function sourceFiles() {
  return SOURCE_FOLDERS.flatMap((folder) => filesBelow(inRoot(folder)));
}

/** What the sources looked like: every path with its size and modification time, so a deleted file counts too. */
function fingerprint(files) {
  const lines = [...files, ...BUILD_FILES.map((file) => inRoot(file))].map((file) => {
    const { size, mtimeMs } = statSync(file);
    return `${relative(ROOT, file)} ${size} ${mtimeMs}`;
  });
  return lines.sort().join('\n');
}

function builtFrom() {
  try {
    return readFileSync(STAMP, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** True when dist/ was built from the sources as they are now. */
export const isBuilt = () => existsSync(ENTRY) && builtFrom() === fingerprint(sourceFiles());

const isTypeScript = (file) => file.endsWith('.ts');
const outputOf = (file) =>
  join(DIST, relative(ROOT, isTypeScript(file) ? `${file.slice(0, -'.ts'.length)}.js` : file));

async function build() {
  const files = sourceFiles();
  const stamp = fingerprint(files);
  rmSync(STAMP, { force: true });
  // The compiler trusts its own state file, so without the output that state must go as well.
  if (!existsSync(ENTRY)) rmSync(COMPILER_STATE, { force: true });
  const compiler = inRoot('node_modules', 'typescript', 'bin', 'tsc');
  await runLogged('build', process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    whenItFails: 'The TypeScript build failed.',
  });
  for (const file of files.filter((name) => !isTypeScript(name))) {
    mkdirSync(dirname(outputOf(file)), { recursive: true });
    copyFileSync(file, outputOf(file));
  }
  // What was built from a file that has since been renamed or removed must not be found any more.
  const wanted = new Set(files.map(outputOf));
  for (const folder of SOURCE_FOLDERS.map((name) => join(DIST, name)).filter(existsSync)) {
    for (const file of filesBelow(folder)) if (!wanted.has(file)) rmSync(file);
  }
  writeFileSync(STAMP, stamp);
}

/**
 * Compiles the sidecar to dist/ and copies its assets there, unless dist/ was built from these very sources.
 * Says through `say(line)` that it builds. Throws a SetupError with the compiler's messages.
 */
export async function ensureBuilt(say) {
  if (isBuilt()) return;
  await withLock(
    'build',
    (pid) => say(`Waiting for the build that process ${pid} is doing in this folder.`),
    async () => {
      if (isBuilt()) return;
      const startedAt = Date.now();
      say('Building the sidecar ...');
      await build();
      say(`Built in ${((Date.now() - startedAt) / 1000).toFixed(1)} s.`);
    },
  );
}
