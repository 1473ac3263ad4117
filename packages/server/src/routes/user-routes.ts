import { Type } from 'typebox';
import { agentsAndAdmins } from '../http/access-rule.js';
import { actorOf } from '../http/actor-of.js';
import type { RouteContext } from '../http/route-context.js';
import type { TypedServer } from '../http/typed-server.js';
import { closedObject } from '../schemas/closed-object.js';
import { pageOf } from '../schemas/page-of.js';
import { pageQuery } from '../schemas/page-query.js';
import { anyText } from '../schemas/texts.js';
import { UserDraftSchema, UserPatchSchema } from '../schemas/user-requests.js';
import { PersonKindSchema, UserSchema } from '../schemas/user-schema.js';
import { checkDirectoryChange } from './check-directory-change.js';
import { idParams } from './path-params.js';

const tags = ['Directory'];

export function userRoutes(app: TypedServer, { messaging }: RouteContext): void {
  const { users } = messaging;

  app.route({
    method: 'GET',
    url: '/api/v1/users',
    config: { access: agentsAndAdmins },
    schema: {
      tags,
      operationId: 'listUsers',
      summary: 'People of the directory.',
      querystring: closedObject({
        q: Type.Optional(anyText(200)),
        kind: Type.Optional(PersonKindSchema),
        ...pageQuery,
      }),
      response: { 200: pageOf(UserSchema, 'UserPage') },
    },
    handler: (request) => users.list(actorOf(request), request.query),
  });

  app.route({
    method: 'POST',
    url: '/api/v1/users',
    config: { access: agentsAndAdmins },
    schema: {
      tags,
      operationId: 'createUser',
      summary: 'Adds a person. Agents add customers; accounts and roles need an administrator.',
      body: UserDraftSchema,
      response: { 201: UserSchema },
    },
    handler: async (request, reply) => {
      checkDirectoryChange(actorOf(request), null, request.body);
      const user = await users.create(actorOf(request), request.body);
      return reply.code(201).header('location', `/api/v1/users/${user.id}`).send(user);
    },
  });

  app.route({
    method: 'GET',
    url: '/api/v1/users/:id',
    config: { access: agentsAndAdmins },
    schema: {
      tags,
      operationId: 'getUser',
      summary: 'One person.',
      params: idParams,
      response: { 200: UserSchema },
    },
    handler: (request) => users.get(actorOf(request), request.params.id),
  });

  app.route({
    method: 'PATCH',
    url: '/api/v1/users/:id',
    config: { access: agentsAndAdmins },
    schema: {
      tags,
      operationId: 'updateUser',
      summary: 'Changes a person. Agents change customers; accounts and roles need an administrator.',
      params: idParams,
      body: UserPatchSchema,
      response: { 200: UserSchema },
    },
    handler: async (request) => {
      const { id } = request.params;
      checkDirectoryChange(actorOf(request), await users.get(actorOf(request), id), request.body);
      return users.update(actorOf(request), id, request.body);
    },
  });
}
