import { oneLine } from '../nicenic/one-line.js';
import type { SupportReport } from './support-report.js';

/** The report as plain text, ready to be pasted into a ticket. */
export function describeSupportReport(report: SupportReport): string {
  const { request, response } = report;
  return [
    `Support report of NiceNIC Companion, ${report.createdAt}`,
    '',
    ...report.items.map(({ title, value }, place) => `${place + 1}. ${title}: ${value}`),
    '',
    ...report.additional.map(({ title, value }) => `${title}: ${value}`),
    ...(request === null
      ? []
      : [
          '',
          'Request',
          `  ${request.method} ${request.url}`,
          ...Object.entries(request.headers).map(([name, value]) => `  ${name}: ${value}`),
        ]),
    ...(response === null
      ? []
      : [
          '',
          'Answer',
          `  HTTP ${response.httpStatus ?? 'none'}, code ${response.code ?? 'none'}, ${response.milliseconds} ms`,
          `  ${oneLine(response.msg ?? '')}`,
        ]),
    ...(report.causes.length === 0 ? [] : ['', 'Likely causes']),
    ...report.causes.map(
      ({ code, title, confidence }) => `  ${Math.round(confidence * 100)} %  ${title} (${code})`,
    ),
    ...(report.checklist.length === 0 ? [] : ['', 'Checklist']),
    ...report.checklist.map(({ id, status, detail }) => `  ${status.padEnd(8)}${id}: ${detail}`),
    '',
  ].join('\n');
}
