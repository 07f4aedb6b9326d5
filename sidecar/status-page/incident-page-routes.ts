import { z } from 'zod';
import type { AlertStore } from '../alerts/alert-store.js';
import { noteText } from '../checks/incident-record.js';
import type { Incident, IncidentStore } from '../checks/incident-store.js';
import { CompanionError } from '../errors/companion-error.js';
import { route, type Route } from '../http/route.js';
import type { Clock } from '../store/clock.js';
import { incidentView } from './incident-view.js';
import { ownForm } from './own-form.js';
import { renderIncidentPage } from './render-page.js';
import { sendPage } from './send-page.js';

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
      body: z.object({ note: noteText }),
      isForm: true,
      handle: ownForm<{ note: string }>(async ({ body, params, response }) => {
        const { id } = await find(params['id']);
        // It may have grown too old meanwhile.
        if (!(await incidents.addNote(id, body.note))) throw new CompanionError('incident_not_found');
        response.redirect(303, `/incidents/${id}`);
      }),
    }),
  ];

  async function find(id: string | undefined): Promise<Incident> {
    const number = z.coerce.number().int().safeParse(id);
    const incident = number.success ? await incidents.find(number.data) : null;
    if (incident === null) throw new CompanionError('incident_not_found');
    return incident;
  }
}
