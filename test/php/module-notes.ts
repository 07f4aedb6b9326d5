import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WhmcsInstallation } from '../whmcs/whmcs-installation.js';
import { MODULE } from './module-installation.js';

/** What keeps others who ask for the file from seeing it. */
const GUARD = '<?php exit; ?>\n';

/** Where the module keeps what outlives a PHP process. */
export function noteFolder(whmcs: WhmcsInstallation): string {
  return join(whmcs.root, 'modules/registrars', MODULE, 'state');
}

export function noteFile(whmcs: WhmcsInstallation, name: string): string {
  return join(noteFolder(whmcs), `${name}.php`);
}

/** Throws when the file is not one of the module's. */
export function readNote(file: string): unknown {
  const content = readFileSync(file, 'utf8');
  if (!content.startsWith(GUARD)) throw new Error(`the note ${file} has no guard`);
  return JSON.parse(content.slice(GUARD.length));
}

export function writeNote(file: string, values: unknown): void {
  writeFileSync(file, GUARD + JSON.stringify(values));
}

/** No page remembers that the sidecar was silent. */
export function forgetSilence(whmcs: WhmcsInstallation): void {
  rmSync(noteFile(whmcs, 'sidecar-breaker'), { force: true });
}
