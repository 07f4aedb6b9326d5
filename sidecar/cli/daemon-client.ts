import axios from 'axios';
import { readAddress } from '../config/address-file.js';
import { openDataFolder } from '../config/data-folder.js';
import type { Config } from '../config/environment.js';
import { phrase } from '../texts/phrase.js';
import type { Translator } from '../texts/translator.js';

/** A diagnosis makes a handful of calls with three seconds each. */
const DAEMON_MILLISECONDS = 30_000;

/** The running sidecar has no answer for the command line. */
export class DaemonError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DaemonError';
  }
}

/**
 * Asks the sidecar that runs on this data folder, for an answer in the language of `texts`; null when none runs.
 * @throws {DaemonError} when it runs and refuses
 */
export async function askDaemon(
  config: Config,
  path: string,
  body: object,
  texts: Translator,
): Promise<unknown> {
  const folder = openDataFolder(config.dataDir, config.token);
  const address = readAddress(folder.addressFile);
  if (address === null) return null;
  const socketPath = address.startsWith('unix:') ? address.slice('unix:'.length) : null;
  try {
    const { status, data } = await axios.post<unknown>(
      `${socketPath === null ? address : 'http://localhost'}${path}`,
      body,
      {
        ...(socketPath === null ? {} : { socketPath }),
        headers: { Authorization: `Bearer ${folder.token.reveal()}`, 'Accept-Language': texts.language },
        proxy: false,
        maxRedirects: 0,
        timeout: DAEMON_MILLISECONDS,
        validateStatus: () => true,
      },
    );
    if (status === 200) return data;
    const { title, detail } = data as { title?: string; detail?: string };
    throw new DaemonError(
      texts.sentences([
        phrase('words:title_as_sentence', { title: title ?? phrase('cli:sidecar_status', { status }) }),
        ...(detail === undefined ? [] : [detail]),
      ]),
    );
  } catch (error) {
    if (error instanceof DaemonError) throw error;
    const code = axios.isAxiosError(error) ? error.code : undefined;
    // Left behind by a sidecar that was killed.
    if (code === 'ECONNREFUSED' || code === 'ENOENT') return null;
    throw new DaemonError(texts.t('cli:sidecar_silent', { address, code: code ?? phrase('cli:no_code') }));
  }
}
