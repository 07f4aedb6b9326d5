import { z } from 'zod';
import { operationsFile } from '../../sidecar/operations/operations-schema.js';

/** The JSON Schema of operations.json, for editors. What it cannot express, the sidecar checks at its start. */
export function describeOperations(): object {
  return {
    title: 'Operations file of NiceNIC Companion (docs/operations.md)',
    ...z.toJSONSchema(operationsFile, { io: 'input', target: 'draft-2020-12' }),
  };
}
