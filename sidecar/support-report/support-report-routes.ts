import { z } from 'zod';
import { causeAnswer } from '../diagnosis/diagnosis-answer.js';
import { route, type Route } from '../http/route.js';
import type { SupportReportService } from './support-report-service.js';

const entry = z.object({ title: z.string(), value: z.string() });

/** What NiceNIC's support asks for, as JSON or as text to paste into a ticket. */
export function supportReportRoutes(reports: SupportReportService): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/support-report',
      access: 'bearer',
      summary: "The ten items of NiceNIC's support, without secrets; format=text for a ticket",
      query: z.object({ format: z.enum(['json', 'text']).default('json') }),
      answer: z.object({
        createdAt: z.string(),
        items: z.array(entry.extend({ id: z.string() })),
        additional: z.array(entry),
        request: z.unknown(),
        response: z.unknown(),
        causes: z.array(causeAnswer),
        checklist: z.array(z.object({ id: z.string(), status: z.string(), detail: z.string() })),
      }),
      handle: async ({ query, response }) => {
        if (query.format === 'json') return reports.asObject();
        response.type('text/plain').send(await reports.asText());
        return undefined;
      },
    }),
  ];
}
