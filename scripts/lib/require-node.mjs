/**
 * Imported first by every entry script: on a Node.js that is too old it ends the process with one line.
 * Entry scripts import it before anything that an old Node.js could stumble over, and use only old syntax.
 */
import { readFileSync } from 'node:fs';

const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const numbers = (version) => version.match(/\d+/g).map(Number);
const [neededMajor, neededMinor = 0] = numbers(engines.node);
const [major, minor] = numbers(process.versions.node);

if (major < neededMajor || (major === neededMajor && minor < neededMinor)) {
  process.stderr.write(
    `NiceNIC Companion needs Node.js ${neededMajor}.${neededMinor} or newer; this is Node.js ${process.versions.node}.\n`,
  );
  process.exit(1);
}
