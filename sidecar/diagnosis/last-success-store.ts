import { z } from 'zod';
import type { ApiEnvironment } from '../nicenic/registrar-client.js';
import type { Clock } from '../store/clock.js';
import type { Database } from '../store/database.js';

const egress = z.array(z.object({ family: z.union([z.literal(4), z.literal(6)]), address: z.string() }));

/** How things were when the registrar last accepted a call: what a failure is compared with. */
export interface LastSuccess {
  readonly at: number;
  readonly fingerprint: string;
  /** Outbound addresses of the sidecar then. */
  readonly egress: z.infer<typeof egress>;
  readonly endpoint: string;
  /** Address of this machine that the call left from; null where it was not kept. */
  readonly localAddress: string | null;
  readonly certificateIssuer: string | null;
  /** End of the certificate that was shown; null without TLS. */
  readonly certificateEndsAt: number | null;
  /** Proxy variables of the sidecar then; null where they were not kept. */
  readonly proxyVariables: Readonly<Record<string, string>> | null;
  /** Version of the sidecar then. */
  readonly version: string | null;
}

const proxyVariables = z.record(z.string(), z.string());

/** Another account's success explains nothing. */
function accountOf(username: string): string {
  return username.toLowerCase();
}

/** One row an account in each API environment. */
export class LastSuccessStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async record(
    apiEnvironment: ApiEnvironment,
    username: string,
    success: Omit<LastSuccess, 'at'>,
  ): Promise<void> {
    const row = {
      at: this.clock(),
      fingerprint: success.fingerprint,
      egress_json: JSON.stringify(success.egress.map(({ family, address }) => ({ family, address }))),
      endpoint: success.endpoint,
      local_address: success.localAddress,
      certificate_issuer: success.certificateIssuer,
      certificate_ends_at: success.certificateEndsAt,
      proxy_json: success.proxyVariables === null ? null : JSON.stringify(success.proxyVariables),
      version: success.version,
    };
    await this.database
      .insertInto('last_success')
      .values({ api_environment: apiEnvironment, account: accountOf(username), ...row })
      .onConflict((conflict) => conflict.columns(['api_environment', 'account']).doUpdateSet(row))
      .execute();
  }

  async read(apiEnvironment: ApiEnvironment, username: string): Promise<LastSuccess | null> {
    const row = await this.database
      .selectFrom('last_success')
      .selectAll()
      .where('api_environment', '=', apiEnvironment)
      .where('account', '=', accountOf(username))
      .executeTakeFirst();
    if (row === undefined) return null;
    return {
      at: row.at,
      fingerprint: row.fingerprint,
      egress: egress.parse(JSON.parse(row.egress_json)),
      endpoint: row.endpoint,
      localAddress: row.local_address,
      certificateIssuer: row.certificate_issuer,
      certificateEndsAt: row.certificate_ends_at,
      proxyVariables: row.proxy_json === null ? null : proxyVariables.parse(JSON.parse(row.proxy_json)),
      version: row.version,
    };
  }
}
