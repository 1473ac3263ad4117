import type { UserDraft, UserPatch } from '@hailpoint/messaging';
import { Type } from 'typebox';
import { closedObject } from './closed-object.js';
import { nullable } from './nullable.js';
import { schemaOf } from './schema-of.js';
import { countryText, shortText } from './texts.js';
import { PersonKindSchema, RoleSchema } from './user-schema.js';

const optional = {
  username: Type.Optional(
    nullable(
      Type.String({
        pattern: '^[a-z0-9][a-z0-9._@-]{0,99}$',
        'x-must-be': 'a name to sign in with: lower-case letters, digits, dots, dashes, at most 100',
      }),
    ),
  ),
  roles: Type.Optional(Type.Array(RoleSchema, { maxItems: 2, uniqueItems: true })),
  phones: Type.Optional(
    Type.Array(
      closedObject({
        label: shortText(50),
        number: shortText(50),
        country: Type.Optional(nullable(countryText())),
      }),
      { maxItems: 20 },
    ),
  ),
  email: Type.Optional(
    nullable(Type.String({ maxLength: 320, pattern: '^[^\\s@]+@[^\\s@]+$', 'x-must-be': 'an e-mail address' })),
  ),
  country: Type.Optional(nullable(countryText())),
  location: Type.Optional(nullable(shortText(200))),
  timeZone: Type.Optional(nullable(shortText(64))),
  language: Type.Optional(nullable(shortText(35))),
};

export const UserDraftSchema = schemaOf<UserDraft>()(
  closedObject({ name: shortText(200), kind: PersonKindSchema, ...optional }, { title: 'UserDraft' }),
);

export const UserPatchSchema = schemaOf<UserPatch>()(
  closedObject(
    {
      name: Type.Optional(shortText(200)),
      kind: Type.Optional(PersonKindSchema),
      ...optional,
      active: Type.Optional(Type.Boolean()),
    },
    { title: 'UserPatch' },
  ),
);
