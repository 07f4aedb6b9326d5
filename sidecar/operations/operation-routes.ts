import { z } from 'zod';
import { route, type Route } from '../http/route.js';
import type { OperationsFile } from './operations-file.js';

/** What the operations file enables, for the module and for whoever edits the file. */
export function operationRoutes(operations: OperationsFile): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/operations',
      access: 'bearer',
      summary: 'Which operations the operations file enables, and what is wrong with the file',
      answer: z.object({
        /** `broken`: what it last said while it was usable still holds. */
        state: z.enum(['absent', 'loaded', 'broken']),
        /** WHMCS's names of the functions. */
        enabled: z.array(z.string()),
        /** One sentence each; empty unless broken. */
        problems: z.array(z.string()),
      }),
      handle: ({ texts }) => {
        const status = operations.status();
        return { ...status, problems: status.problems.map(texts.say) };
      },
    }),
  ];
}
