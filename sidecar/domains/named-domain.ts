import { z } from 'zod';
import { fault } from '../texts/field-fault.js';
import { mixedScripts, registrableName } from './domain-name.js';

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
  const name = nameIn(params, context);
  return name === null ? z.NEVER : { ...params, name };
}

/** The same for orders of new names: one that mixes scripts looks like another name, and registries refuse it. */
export function withOneScript<Params extends WhmcsDomain>(
  params: Params,
  context: z.RefinementCtx,
): Params & { readonly name: string } {
  const name = nameIn(params, context);
  if (name === null) return z.NEVER;
  const scripts = mixedScripts(name);
  if (scripts.length === 0) return { ...params, name };
  refuse(context, fault('fields:mixed_scripts', { name, scripts }));
  return z.NEVER;
}

function nameIn(params: WhmcsDomain, context: z.RefinementCtx): string | null {
  const text = [params.domain_punycode, params.domain, `${params.sld ?? ''}.${params.tld ?? ''}`].find(
    (candidate) => candidate !== undefined && candidate !== '',
  );
  const name = registrableName(text ?? '');
  if (name === null) refuse(context, fault('fields:domain_name', { name: (text ?? '').slice(0, 80) }));
  return name;
}

function refuse(context: z.RefinementCtx, message: string): void {
  context.addIssue({ code: 'custom', path: ['domain'], message });
}
