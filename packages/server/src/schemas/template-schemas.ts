import type { AvailabilityNote, ComposeTemplate, TemplateChoice, TemplateName } from '@hailpoint/messaging';
import { Type } from 'typebox';
import { integer, text, time } from './answer-parts.js';
import { closedObject } from './closed-object.js';
import { nullable } from './nullable.js';
import { schemaOf } from './schema-of.js';
import { anyText, shortText } from './texts.js';

/** By name, whatever the names are: of these and of the values, the preflight says in its own words what is wrong. */
const variables = () =>
  Type.Unsafe<TemplateChoice['variables']>({
    type: 'object',
    additionalProperties: anyText(4_096),
    maxProperties: 100,
  });

export const TemplateChoiceSchema = schemaOf<TemplateChoice>()(
  closedObject({ id: shortText(600), variables: variables() }, { title: 'TemplateChoice' }),
);

export const templateNameFields = { id: text(), name: text(), language: text() };

export const TemplateNameSchema = schemaOf<TemplateName>()(closedObject(templateNameFields, { title: 'TemplateName' }));

export const ComposeTemplateSchema = schemaOf<ComposeTemplate>()(
  closedObject(
    {
      ...templateNameFields,
      body: text(),
      variables: Type.Array(
        closedObject({ name: text(), label: text(), example: nullable(text()), maxLength: nullable(integer()) }),
      ),
      senderIds: Type.Array(text()),
    },
    { title: 'ComposeTemplate' },
  ),
);

export const AvailabilityNoteSchema = schemaOf<AvailabilityNote>()(
  closedObject({ note: text(), until: nullable(time()) }, { title: 'AvailabilityNote' }),
);
