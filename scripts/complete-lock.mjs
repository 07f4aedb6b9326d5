/**
 * `node scripts/complete-lock.mjs`: run it after a change of dependencies on a machine whose npm registry carries
 * packages for one platform only. npm leaves the optional packages that it could not look up out of package-lock.json,
 * and `npm ci` then refuses the lock on every machine. This adds them: name and version from the package that wants
 * them, platform from the name. Changes nothing in a complete lock.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const FILE = new URL('../package-lock.json', import.meta.url);

/** How the names of platform packages end: package-os-cpu, then the C library on Linux. */
const PLATFORM =
  /-(?<os>aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)-(?<cpu>arm64|arm|ia32|loong64|mips64el|ppc64|riscv64|s390x|x64)(?:-(?<libc>[a-z]+))?$/;
const LIBC = { gnu: 'glibc', musl: 'musl' };

/** The places where Node.js looks for `name` from the package at `path`, innermost first. */
function lookupPaths(path, name) {
  const paths = [];
  for (let from = path; from !== ''; from = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/')))) {
    paths.push(`${from}/node_modules/${name}`);
  }
  return [...paths, `node_modules/${name}`];
}

/** The optional packages that the lock wants and lacks, as lock entries by path. Throws when one cannot be worked out. */
function missingEntries(packages) {
  const missing = {};
  for (const [path, parent] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      if (lookupPaths(path, name).some((place) => packages[place] !== undefined)) continue;
      const platform = PLATFORM.exec(name)?.groups;
      if (platform === undefined || !/^\d+\.\d+\.\d+$/.test(version)) {
        throw new Error(
          `${path} wants ${name}@${version}, which is not in package-lock.json and cannot be worked out.`,
        );
      }
      const libc = LIBC[platform.libc];
      missing[`node_modules/${name}`] = {
        version,
        cpu: [platform.cpu],
        ...(parent.dev ? { dev: true } : {}),
        ...(libc === undefined ? {} : { libc: [libc] }),
        optional: true,
        os: [platform.os],
      };
    }
  }
  return missing;
}

const lock = JSON.parse(readFileSync(FILE, 'utf8'));
const missing = missingEntries(lock.packages);
const { '': root, ...packages } = { ...lock.packages, ...missing };
const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
if (Object.keys(missing).length > 0) {
  lock.packages = { '': root, ...Object.fromEntries(sorted) };
  writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
}
console.log(`package-lock.json: ${Object.keys(missing).length} packages for other platforms added.`);
