import { findListedDomain } from '../nicenic/find-listed-domain.js';
import { readCharges } from '../nicenic/read-charges.js';
import type { Credentials, RegistrarClient } from '../nicenic/registrar-client.js';
import type { Records } from '../orders/order-service.js';

/** What the registrar's list and transactions say about one domain, read when asked. */
export function registrarRecords(client: RegistrarClient, credentials: Credentials, name: string): Records {
  return {
    lookUp: () => findListedDomain(client, credentials, name),
    charges: (since) => readCharges(client, credentials, since),
  };
}
