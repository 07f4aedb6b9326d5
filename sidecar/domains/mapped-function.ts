import type { z } from 'zod';
import { CompanionError } from '../errors/companion-error.js';
import { nameOf } from '../nicenic/registrar-action.js';
import type { RegistrarClient } from '../nicenic/registrar-client.js';
import { mappedAction, mappedParameters, type PlaceholderValues } from '../operations/mapped-action.js';
import type { OperationsFile } from '../operations/operations-file.js';
import type { MappedCall, OperationName, Operations } from '../operations/operations-schema.js';
import { credentialsOf } from '../settings/settings.js';
import { phrase } from '../texts/phrase.js';
import { changeError } from './change-error.js';
import { domainAction, type ActionCall, type DomainAction } from './domain-action.js';
import type { FailureReporter } from './failure-reporter.js';
import type { NoteChange } from './notes-change.js';

/** What a function needs that works only where the operations file maps it. */
export interface MappedParts {
  readonly operations: OperationsFile;
  readonly client: RegistrarClient;
  readonly failures: FailureReporter;
  readonly noteChange: NoteChange;
}

interface MappedFunction<Name extends OperationName, Params> {
  readonly name: Name;
  readonly params: z.ZodType<Params>;
  /** `operations`: all that the same reading of the file maps. */
  readonly run: (
    mapping: NonNullable<Operations[Name]>,
    params: Params,
    call: ActionCall,
    operations: Operations,
  ) => Promise<object>;
}

/**
 * A WHMCS function for which NiceNIC publishes no operation (design.md rule 6).
 * @throws {CompanionError} `operation_not_documented` while the operations file does not map it
 */
export function mappedFunction<Name extends OperationName, Params extends { readonly name: string }>(
  { operations }: MappedParts,
  { name, params, run }: MappedFunction<Name, Params>,
): DomainAction {
  return domainAction({
    name,
    params,
    run: (given, call) => {
      const current = operations.current();
      const mapping = current[name];
      if (mapping !== undefined) return run(mapping, given, call, current);
      throw new CompanionError('operation_not_documented', {
        detail: phrase('details:operation.not_enabled', { action: name, domain: given.name }),
      });
    },
  });
}

/**
 * A mapped read.
 * @returns `data` of the answer, in whatever form it came
 */
export async function readMapped(
  { client, failures }: MappedParts,
  mapping: MappedCall,
  values: PlaceholderValues,
  { settings }: ActionCall,
  options: { readonly confidentialAnswer?: boolean } = {},
): Promise<unknown> {
  const action = mappedAction(mapping, options);
  const answer = await client.read(action, mappedParameters(mapping, values), credentialsOf(settings));
  if (answer.outcome === 'failed') throw await failures.report(nameOf(action), answer.failure, settings);
  failures.worked(settings);
  return answer.data;
}

/** A mapped change: sent once, done when the registrar says so. */
export async function changeMapped(
  { client, failures }: MappedParts,
  mapping: MappedCall,
  values: PlaceholderValues,
  { settings }: ActionCall,
): Promise<void> {
  const action = mappedAction(mapping);
  const answer = await client.read(action, mappedParameters(mapping, values), credentialsOf(settings));
  if (answer.outcome === 'failed') throw await changeError(nameOf(action), answer, failures, settings);
  failures.worked(settings);
}
