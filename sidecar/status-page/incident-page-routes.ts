import { z } from 'zod';
import type { AlertStore } from '../alerts/alert-store.js';
import { noteText } from '../checks/incident-record.js';
import type { Incident, IncidentStore } from '../checks/incident-store.js';
import { route, type Route } from '../http/route.js';
import type { Clock } from '../store/clock.js';
import { incidentView } from './incident-view.js';
import { ownForm } from './own-form.js';
import { renderIncidentPage } from './render-page.js';
import { sendMessagePage, sendPage } from './send-page.js';

export interface IncidentPageParts {
  readonly incidents: IncidentStore;
  readonly alerts: AlertStore;
  readonly clock: Clock;
}

/** An incident with all its notes, and the form for another one. */
export function incidentPageRoutes({ incidents, alerts, clock }: IncidentPageParts): Route[] {
  return [
    route({
      method: 'get',
      path: '/incidents/:id',
      access: 'browser',
      summary: 'An incident with its alerts and notes, and a form for another note',
      handle: async ({ params, response, texts }) => {
        const incident = await find(params['id']);
        if (incident === null) {
          sendMessagePage(response, 'incident_not_found', texts);
          return;
        }
        const sent = await alerts.sentAbout([incident.id]);
        const view = incidentView(incident, sent.get(incident.id), clock(), texts);
        sendPage(response, 200, renderIncidentPage(view, texts));
      },
    }),
    route({
      method: 'post',
      path: '/incidents/:id/notes',
      access: 'browser',
      summary: 'Write a note on an incident and go back to its page',
      body: z.object({ note: z.unknown() }),
      isForm: true,
      handle: ownForm<{ note: unknown }>(async ({ body, params, response, texts }) => {
        const note = noteText.safeParse(body.note);
        if (!note.success) {
          sendMessagePage(response, 'invalid_parameter', texts);
          return;
        }
        const incident = await find(params['id']);
        if (incident === null || !(await incidents.addNote(incident.id, note.data))) {
          sendMessagePage(response, 'incident_not_found', texts);
          return;
        }
        response.redirect(303, `/incidents/${incident.id}`);
      }),
    }),
  ];

  async function find(id: string | undefined): Promise<Incident | null> {
    const number = z.coerce.number().int().safeParse(id);
    return number.success ? incidents.find(number.data) : null;
  }
}
