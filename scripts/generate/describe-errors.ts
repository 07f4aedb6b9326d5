import { ERROR_CATALOGUE, errorText, type ErrorCode } from '../../sidecar/errors/error-catalogue.js';
import { translatorFor } from '../../sidecar/texts/translator.js';

/** `docs/errors.md`: every error code with its texts. */
export function describeErrors(): string {
  const { say } = translatorFor('en');
  const rows = Object.entries(ERROR_CATALOGUE).map(([code, { status }]) => {
    const { title, next, publicText } = errorText(code as ErrorCode);
    return `| \`${code}\` | ${status} | ${say(title)}. | ${say(next)} | ${say(publicText)} |`;
  });
  return [
    '# Errors',
    '',
    'Made from `sidecar/errors/error-catalogue.ts` and `shared/locales` by `npm run generate`.',
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
