import type { Call } from '../http/route.js';
import { renderMessagePage } from './render-page.js';
import { isSameOrigin } from './same-origin.js';
import { sendPage } from './send-page.js';

/** A handler for the forms of our own pages; one that another website made the browser send does nothing. */
export function ownForm<Body = undefined, Query = undefined>(
  handle: (call: Call<Body, Query>) => Promise<void>,
): typeof handle {
  return async (call) => {
    if (isSameOrigin(call.request)) {
      await handle(call);
      return;
    }
    const { texts, response } = call;
    const message = {
      title: texts.t('page:foreign_form.title'),
      lines: [texts.t('page:foreign_form.text')],
      back: true,
    };
    sendPage(response, 403, renderMessagePage(message, texts));
  };
}
