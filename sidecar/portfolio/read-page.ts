import { listDomains } from '../nicenic/actions.js';
import type { RegistrarFailure } from '../nicenic/classify-answer.js';
import { LIST_PAGE_SIZE, listedDomain } from '../nicenic/listed-domain.js';
import type { Credentials, RegistrarClient } from '../nicenic/registrar-client.js';
import type { Clock } from '../store/clock.js';
import type { ListPage } from './list-page.js';

export type PageAnswer = { readonly page: ListPage } | { readonly failure: RegistrarFailure };

/** Reads one page in the order of names, the only order in which a page can be guessed from a name. */
export async function readPage(
  client: RegistrarClient,
  credentials: Credentials,
  page: number,
  clock: Clock,
  turn: 'page' | 'background',
): Promise<PageAnswer> {
  const readAt = clock();
  const answer = await client.read(
    listDomains,
    { sort: 'name_asc', page_size: LIST_PAGE_SIZE, page_index: page },
    credentials,
    { turn },
  );
  if (answer.outcome === 'failed') return { failure: answer.failure };
  const { options, domain_list: listed } = answer.data;
  return {
    page: {
      page,
      total: options.total,
      totalPages: options.total_pages,
      domains: listed.map(listedDomain),
      readAt,
    },
  };
}
