/**
 * Fails when a package that the sidecar needs at run time has a licence that is not on the list, so that nobody who
 * installs it takes on a duty this project's own MIT licence does not have.
 */
import { readFileSync } from 'node:fs';

const ALLOWED = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
]);

const readJson = (path) => JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'));

/** An SPDX expression of names, AND and OR without nesting, which is all that npm packages use in practice. */
function isAllowed(expression) {
  const words = expression.replace(/[()]/g, ' ').trim();
  return words
    .split(/\s+OR\s+/)
    .some((choice) => choice.split(/\s+AND\s+/).every((name) => ALLOWED.has(name)));
}

const runtime = Object.entries(readJson('package-lock.json').packages).filter(
  ([path, { dev, devOptional, optional }]) => path !== '' && !dev && !devOptional && !optional,
);
const refused = runtime
  .map(([path]) => ({ path, licence: readJson(`${path}/package.json`).license ?? 'none given' }))
  .filter(({ licence }) => typeof licence !== 'string' || !isAllowed(licence));

for (const { path, licence } of refused)
  console.error(`${path}: licence ${JSON.stringify(licence)} is not on the list`);
console.log(`${runtime.length} runtime packages, ${refused.length} with a licence that is not on the list.`);
process.exitCode = refused.length === 0 ? 0 : 1;
