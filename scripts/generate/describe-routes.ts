import { z } from 'zod';
import { CAUSE_CODES } from '../../sidecar/causes/cause-catalogue.js';
import { ERROR_CATALOGUE } from '../../sidecar/errors/error-catalogue.js';
import type { Route } from '../../sidecar/http/route.js';
import { VERSION } from '../../sidecar/version.js';

/** The OpenAPI 3.1 document of these routes: what other programs may rely on. */
export function describeRoutes(routes: readonly Route[]): object {
  const paths: Record<string, Record<string, object>> = {};
  // Files of the pages: their names change with their content, and only our pages load them.
  for (const route of routes.filter(({ path }) => !path.startsWith('/assets/'))) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: describeRoute(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'NiceNIC Companion',
      version: VERSION,
      description:
        'HTTP interface of the sidecar. Made from the route definitions by `npm run generate`; a test holds both together. ' +
        'A JSON body is at most 256 kB. Times are ISO 8601 in UTC. Texts are in the language of Accept-Language (en, vi, uz, zh), ' +
        'what customers read (publicMessage) in that of Customer-Language, where it is sent.',
    },
    paths,
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'COMPANION_TOKEN, or the file "token" in the data folder',
        },
        browser: {
          type: 'apiKey',
          in: 'cookie',
          name: 'companion_session',
          description: 'Set by a one-time sign-in link',
        },
      },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'detail', 'code', 'referenceId'],
          properties: {
            type: { const: 'about:blank' },
            title: { type: 'string' },
            status: { type: 'integer' },
            detail: { type: 'string' },
            code: { enum: Object.keys(ERROR_CATALOGUE) },
            referenceId: { type: 'string' },
          },
        },
        CauseCode: { enum: CAUSE_CODES },
      },
    },
  };
}

const SECURITY: Readonly<Record<Route['access'], readonly object[]>> = {
  bearer: [{ bearer: [] }],
  browser: [{ browser: [] }],
  open: [],
};

function describeRoute(route: Route): object {
  const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name);
  return {
    summary: route.summary,
    security: SECURITY[route.access],
    ...parameters(names, route.query),
    ...(route.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: {
              [route.isForm === true ? 'application/x-www-form-urlencoded' : 'application/json']: {
                schema: schemaOf(route.body, 'input'),
              },
            },
          },
        }),
    responses: {
      200: {
        description: route.answer === undefined ? 'A page' : 'Done',
        ...(route.answer === undefined
          ? {}
          : { content: { 'application/json': { schema: schemaOf(route.answer, 'output') } } }),
      },
      default: {
        description: 'Refused',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function parameters(names: readonly (string | undefined)[], query: z.ZodType | undefined): object {
  const inPath = names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
  const schema = query === undefined ? {} : schemaOf(query, 'input');
  const { properties = {}, required = [] } = schema as {
    properties?: Record<string, object>;
    required?: string[];
  };
  const inQuery = Object.entries(properties).map(([name, type]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: type,
  }));
  const all = [...inPath, ...inQuery];
  return all.length === 0 ? {} : { parameters: all };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): object {
  return z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' });
}
