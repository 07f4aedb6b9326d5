import { fileURLToPath } from 'node:url';
import { Eta } from 'eta';

/** The folder lies beside this file in the sources and in `dist` alike. Everything printed with `<%= %>` is escaped. */
const eta = new Eta({
  views: fileURLToPath(new URL('./templates/', import.meta.url)),
  autoEscape: true,
  cache: true,
});

/** Fills a template of the folder `templates`; inside it the data is called `it`. */
export function fillTemplate(name: string, data: object): string {
  return eta.render(`./${name}`, data);
}
