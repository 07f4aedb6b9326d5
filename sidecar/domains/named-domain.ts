import { z } from 'zod';
import { registrableName } from './domain-name.js';

/** The keys by which WHMCS names a domain; `domain` is missing in Sync on 8.0.0 (whmcs-contract.md section 3.1). */
export const whmcsDomain = {
  domainid: z.coerce.number().int(),
  domain: z.string().max(255).optional(),
  sld: z.string().max(255).optional(),
  tld: z.string().max(255).optional(),
  domain_punycode: z.string().max(255).optional(),
};

type WhmcsDomain = z.infer<z.ZodObject<typeof whmcsDomain>>;

/** Replaces the keys of {@link whmcsDomain} by `name`, the ASCII form; refuses what is no registrable name. */
export function withName<Params extends WhmcsDomain>(
  params: Params,
  context: z.RefinementCtx,
): Params & { readonly name: string } {
  const text = [params.domain_punycode, params.domain, `${params.sld ?? ''}.${params.tld ?? ''}`].find(
    (candidate) => candidate !== undefined && candidate !== '',
  );
  const name = registrableName(text ?? '');
  if (name === null) {
    context.addIssue({
      code: 'custom',
      path: ['domain'],
      message: `"${(text ?? '').slice(0, 80)}" is not a domain name`,
    });
    return z.NEVER;
  }
  return { ...params, name };
}
