import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { phpCommand } from '../whmcs/php-process.js';
import { installModule } from './module-installation.js';

/** Made for this test and used nowhere else: a certificate that signs itself, for the name localhost only. */
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgZlrhnkQJIm19FUa7
9nuvN6O74Gyj0pR8CJ5n7vdVRk6hRANCAARdweCvt6eulXKBMkZsIsfyczJfAQgf
ksJGmcH7CFM5hud3Mke7Ku+02yWv+boHoYeIKqWf1KnCuhvk+F/07qL7
-----END PRIVATE KEY-----
`;
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBYjCCAQegAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
c3QwIBcNMjUwMTAxMDAwMDAwWhgPMjEyNTAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABF3B4K+3p66VcoEy
Rmwix/JzMl8BCB+SwkaZwfsIUzmG53cyR7sq77TbJa/5ugehh4gqpZ/UqcK6G+T4
X/TuovujSDBGMA8GA1UdEwEB/wQFMAMBAf8wFAYDVR0RBA0wC4IJbG9jYWxob3N0
MB0GA1UdDgQWBBRHGLpmCjZbfTLgtg4lTyjPScMPPDAKBggqhkjOPQQDAgNJADBG
AiEA2sY3GN290dhHwu+ECkK0AqYisbI9MWqGeAxDhHFR1YACIQDcFEV685R1cyLi
uP0yeWE3/pLfIuu9A7KBtNRCg3nJ+w==
-----END CERTIFICATE-----
`;

describe('a sidecar behind https', () => {
  let folder: string;
  let authority: string;
  let requests = 0;
  const server = createServer({ key: KEY, cert: CERTIFICATE }, (_request, response) => {
    requests += 1;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, referenceId: 'r', result: { active: true } }));
  });
  const port = (): number => (server.address() as AddressInfo).port;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sidecar-tls-'));
    authority = join(folder, 'authority.pem');
    await writeFile(authority, CERTIFICATE);
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
