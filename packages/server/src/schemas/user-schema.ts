import type { User } from '@hailpoint/messaging';
import { Type } from 'typebox';
import { integer, text } from './answer-parts.js';
import { closedObject } from './closed-object.js';
import { nullable } from './nullable.js';
import { schemaOf } from './schema-of.js';

export const PersonKindSchema = Type.Enum(['agent', 'consumer', 'contact', 'user']);
export const RoleSchema = Type.Enum(['agent_workspace_user', 'admin']);

export const UserSchema = schemaOf<User>()(
  closedObject(
    {
      id: text(),
      source: text(),
      username: nullable(text()),
      name: text(),
      kind: PersonKindSchema,
      roles: Type.Array(RoleSchema),
      phones: Type.Array(
        closedObject(
          { label: text(), number: text(), country: Type.Optional(nullable(text())) },
          { title: 'UserPhone' },
        ),
      ),
      email: nullable(text()),
      country: nullable(text()),
      location: nullable(text()),
      timeZone: nullable(text()),
      language: nullable(text()),
      active: Type.Boolean(),
      version: integer(),
    },
    { title: 'User' },
  ),
);
