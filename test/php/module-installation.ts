import { join } from 'node:path';
import { WhmcsInstallation } from '../whmcs/whmcs-installation.js';
import type { CreateOptions } from '../whmcs/whmcs-installation.js';

/** The folder that is copied over the WHMCS root. */
export const MODULE_ROOT = join(import.meta.dirname, '../../whmcs-module');

export const MODULE = 'niceniccompanion';

/** Settings that work with a healthy sidecar. */
export const SETTINGS = {
  Username: 'reseller1',
  APISecret: 'api-s3cret-value',
  TestMode: true,
  SidecarToken: 'token-0123456789abcdef',
} as const;

/** WHMCS with the module active, its settings saved and the module log on. */
export async function installModule(
  sidecarUrl: string,
  settings: Readonly<Record<string, string | boolean>> = {},
  options: Omit<CreateOptions, 'modules'> = {},
): Promise<WhmcsInstallation> {
  const whmcs = await WhmcsInstallation.create({ modules: [MODULE_ROOT], ...options });
  try {
    const { result } = await whmcs.saveSettings({ ...SETTINGS, SidecarUrl: sidecarUrl, ...settings });
    if (!result.saved) throw new Error(`WHMCS refused the settings: ${result.error ?? ''}`);
    await whmcs.setModuleLog(true);
    return whmcs;
  } catch (error) {
    await whmcs.remove();
    throw error;
  }
}
