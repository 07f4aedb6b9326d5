import { CAUSE_CODES, causeText } from '../../sidecar/causes/cause-catalogue.js';
import { translatorFor } from '../../sidecar/texts/translator.js';

/** `docs/causes.md`: every cause with the words that all surfaces show. */
export function describeCauses(): string {
  const { say } = translatorFor('en');
  const sections = CAUSE_CODES.map((code) => {
    const { title, fix, question, guideCause, fixedBy } = causeText(code, null);
    return [
      `## ${code}`,
      '',
      `${say(title)}.`,
      '',
      `- Cause in the guide of NiceNIC: ${guideCause ?? 'none'}`,
      `- Who can fix it: ${fixedBy}`,
      ...(question === null ? [] : [`- Settled by: ${say(question)}`]),
      '',
      ...fix.map((step, place) => `${place + 1}. ${say(step)}`),
    ].join('\n');
  });
  return `# Causes\n\nMade from \`shared/causes.json\` and \`shared/locales\` by \`npm run generate\`. The address to whitelist stands in the real texts.\n\n${sections.join('\n\n')}\n`;
}
