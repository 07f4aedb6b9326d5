import { listen } from '../simulator/listener.js';
import type { RegistrarUrls } from './running-companion.js';

/** A registrar that puts markup into every text of its answers. */
export interface HostileRegistrar {
  readonly urls: RegistrarUrls;
  /** Whether it accepts calls; it does at first. */
  accepts: boolean;
  readonly close: () => Promise<void>;
}

export async function startHostileRegistrar(markup: string): Promise<HostileRegistrar> {
  const listener = await listen('127.0.0.1', (request, response) => {
    if (request.url === '/ip') {
      response.end('127.0.0.1');
      return;
    }
    response.setHeader('Content-Type', 'application/json');
    response.end(
      JSON.stringify(
        registrar.accepts
          ? { code: 0, msg: 'success', data: { username: 'demo-reseller', amount: 5, currency: markup } }
          : { code: 999, msg: markup },
      ),
    );
  });
  const registrar: HostileRegistrar = {
    urls: {
      production: `${listener.url}/v2/`,
      sandbox: `${listener.url}/v2/`,
      echo: `${listener.url}/ip`,
    },
    accepts: true,
    close: () => listener.close(),
  };
  return registrar;
}
