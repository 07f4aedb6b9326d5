import { ERROR_CATALOGUE } from '../../sidecar/errors/error-catalogue.js';

/** `docs/errors.md`: every error code with its texts. */
export function describeErrors(): string {
  const rows = Object.entries(ERROR_CATALOGUE).map(
    ([code, { status, title, next, publicText }]) =>
      `| \`${code}\` | ${status} | ${title}. | ${next} | ${publicText} |`,
  );
  return [
    '# Errors',
    '',
    'Made from `sidecar/errors/error-catalogue.ts` by `npm run generate`.',
    '',
    'Every error carries a `referenceId` that also stands in the log of the sidecar and in the module log of WHMCS.',
    'A domain action answers HTTP 200 when NiceNIC said no, and the status below when the request itself was at fault.',
    '`mayHaveExecuted` is true only when a paid order may have reached NiceNIC.',
    '',
    '| code | HTTP | meaning | what to do | what a customer may read |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
