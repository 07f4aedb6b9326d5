import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SELF_SIGNED } from '../support/self-signed.js';
import { phpCommand } from '../whmcs/php-process.js';
import { installModule } from './module-installation.js';

describe('a sidecar behind https', () => {
  let folder: string;
  let authority: string;
  let requests = 0;
  const server = createServer({ ...SELF_SIGNED }, (_request, response) => {
    requests += 1;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, referenceId: 'r', result: { active: true } }));
  });
  const port = (): number => (server.address() as AddressInfo).port;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sidecar-tls-'));
    authority = join(folder, 'authority.pem');
    await writeFile(authority, SELF_SIGNED.cert);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterAll(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });

  /** One Sync over https; `trusted` lets PHP trust the certificate. */
  async function sync(host: string, trusted: boolean): Promise<unknown> {
    const command = [...phpCommand(), ...(trusted ? ['-d', `curl.cainfo=${authority}`] : [])];
    const whmcs = await installModule(`https://${host}:${port()}`, {}, { php: { command } });
    try {
      requests = 0;
      const id = await whmcs.addDomain({ domain: 'tls.example', status: 'Active' });
      return (await whmcs.call('Sync', id)).result.value;
    } finally {
      await whmcs.remove();
    }
  }

  it('is asked when its certificate is trusted', async () => {
    expect(await sync('localhost', true)).toEqual({ active: true });
    expect(requests).toBe(1);
  });

  it('gets nothing, the token least of all, when its certificate is not trusted', async () => {
    expect(await sync('localhost', false)).toEqual({
      error: expect.stringMatching(/self.signed certificate.*Nothing was sent to it/),
    });
    expect(requests).toBe(0);
  });

  it('gets nothing when its certificate is for another name', async () => {
    expect(await sync('127.0.0.1', true)).toEqual({
      error: expect.stringMatching(/certificate subject name.*Nothing was sent to it/),
    });
    expect(requests).toBe(0);
  });
});
