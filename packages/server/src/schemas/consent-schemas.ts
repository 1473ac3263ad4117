import type { Consent, ConsentChange, ConsentChangeResult, ConsentEntry, ConsentOverview } from '@hailpoint/messaging';
import { Type } from 'typebox';
import { text, time } from './answer-parts.js';
import { closedObject } from './closed-object.js';
import { nullable } from './nullable.js';
import { pageQuery } from './page-query.js';
import { PersonSummarySchema } from './person-summary-schema.js';
import { schemaOf } from './schema-of.js';
import { anyText, channelText, countryText, idText, shortText } from './texts.js';

const held = ['opted_out', 'opted_in'] as const;
const standings = [...held, 'unknown'] as const;
const sources = ['keyword', 'carrier', 'admin', 'api'] as const;
const actions = ['opt_out', 'lift_opt_out', 'opt_in'] as const;

const record = {
  id: text(),
  at: time(),
  senderGroup: text(),
  recipientId: text(),
  source: Type.Enum(sources),
  keyword: nullable(text()),
  recordedBy: nullable(text()),
  note: nullable(text()),
};

export const ConsentSchema = schemaOf<Consent>()(
  closedObject(
    { ...record, channel: text(), state: Type.Enum(held), person: nullable(PersonSummarySchema), reason: text() },
    { title: 'Consent' },
  ),
);

const ConsentEntrySchema = schemaOf<ConsentEntry>()(
  closedObject(
    { ...record, action: Type.Enum(actions), person: nullable(PersonSummarySchema), text: text() },
    { title: 'ConsentEntry' },
  ),
);

export const ConsentOverviewSchema = schemaOf<ConsentOverview>()(
  closedObject(
    {
      channel: text(),
      recipientId: text(),
      person: nullable(PersonSummarySchema),
      groups: Type.Array(
        closedObject({
          senderGroup: text(),
          senders: Type.Array(text()),
          state: Type.Enum(standings),
          reason: text(),
          queuedMessages: Type.Integer(),
        }),
      ),
      history: Type.Array(ConsentEntrySchema),
    },
    { title: 'ConsentOverview' },
  ),
);

export const ConsentQuerySchema = closedObject({
  channel: Type.Optional(channelText()),
  state: Type.Optional(Type.Enum(held)),
  ...pageQuery,
});

const address = { channel: channelText(), recipientId: anyText(200), country: Type.Optional(countryText()) };

export const ConsentLookUpSchema = closedObject(address, { title: 'ConsentLookUp' });

export const ConsentChangeSchema = schemaOf<ConsentChange>()(
  closedObject(
    {
      ...address,
      senderGroup: Type.Optional(shortText(100)),
      action: Type.Enum(actions),
      userId: Type.Optional(idText()),
      note: shortText(1_000),
    },
    { title: 'ConsentChange' },
  ),
);

export const ConsentChangeResultSchema = schemaOf<ConsentChangeResult>()(
  closedObject(
    { changed: Type.Boolean(), canceledMessages: Type.Integer(), subject: ConsentOverviewSchema },
    { title: 'ConsentChangeResult' },
  ),
);
