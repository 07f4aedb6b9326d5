import { z } from 'zod';
import { diagnosisAnswer } from '../../sidecar/diagnosis/diagnosis-answer.js';
import type { Stage } from './stage.js';

const status = z.object({
  state: z.string(),
  lastCheck: z.object({ at: z.string(), source: z.string(), outcome: z.string() }).nullable(),
  incident: z.object({ diagnosis: diagnosisAnswer }).nullable(),
});

export type SidecarStatus = z.infer<typeof status>;

/** Asks the sidecar over HTTP, as the module and an administrator do. */
export class SidecarClient {
  readonly #url: string;
  readonly #token: string;

  constructor(stage: Stage) {
    this.#url = stage.url;
    this.#token = stage.companion.folder.token.reveal();
  }

  async status(): Promise<SidecarStatus> {
    return status.parse(await this.#ask('GET', '/v1/status'));
  }

  /** "Test now". */
  async check(): Promise<void> {
    await this.#ask('POST', '/v1/checks');
  }

  /** A link to the status page that works once, for a minute. */
  async signInLink(): Promise<string> {
    return z.object({ url: z.string() }).parse(await this.#ask('POST', '/v1/tickets')).url;
  }

  async #ask(method: string, path: string): Promise<unknown> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: { Authorization: `Bearer ${this.#token}` },
    });
    if (!response.ok) throw new Error(`${method} ${path} answered HTTP ${response.status}`);
    return response.json();
  }
}
