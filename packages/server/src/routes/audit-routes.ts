import { Type } from 'typebox';
import { admins } from '../http/access-rule.js';
import type { RouteContext } from '../http/route-context.js';
import type { TypedServer } from '../http/typed-server.js';
import { AuditEntrySchema } from '../schemas/audit-schema.js';
import { closedObject } from '../schemas/closed-object.js';
import { pageOf } from '../schemas/page-of.js';
import { pageQuery } from '../schemas/page-query.js';
import { shortText } from '../schemas/texts.js';

export function auditRoutes(app: TypedServer, { messaging }: RouteContext): void {
  app.route({
    method: 'GET',
    url: '/api/v1/admin/audit',
    config: { access: admins },
    schema: {
      tags: ['Administration'],
      operationId: 'listAudit',
      summary: 'Who changed what, newest first. With a subject only what was done to it: a plugin, a channel.',
      querystring: closedObject({ ...pageQuery, subject: Type.Optional(shortText(300)) }),
      response: { 200: pageOf(AuditEntrySchema, 'AuditPage') },
    },
    handler: (request) => messaging.audit.list(request.query),
  });
}
