import type {
  ContributionAnswers,
  NodeOverview,
  PluginChange,
  PluginImpact,
  PluginOverride,
  PluginPlan,
} from '@hailpoint/messaging';
import { type Static, Type } from 'typebox';
import { integer, text, time } from './answer-parts.js';
import { closedObject } from './closed-object.js';
import { nullable } from './nullable.js';
import { schemaOf } from './schema-of.js';
import { idText, shortText } from './texts.js';

const OriginSchema = Type.Enum(['default', 'file', 'environment', 'override']);
const values = () => Type.Record(Type.String(), Type.Unknown());

const PluginProblemSchema = closedObject(
  { code: text(), what: text(), why: text(), fix: text(), restartRequired: Type.Boolean() },
  { title: 'PluginProblem' },
);

const PluginOverrideSchema = schemaOf<PluginOverride>()(
  closedObject(
    {
      enabled: Type.Optional(Type.Boolean()),
      order: Type.Optional(integer()),
      contributionOrders: Type.Optional(Type.Record(Type.String(), integer())),
      config: Type.Optional(values()),
    },
    { title: 'PluginOverride', description: 'What administrators set; it stands over the file until it is reset.' },
  ),
);

/** A plugin as the admin page lists it. */
export const PluginSchema = closedObject(
  {
    id: text(),
    package: text(),
    version: nullable(text()),
    description: nullable(text()),
    state: Type.Enum(['started', 'off', 'listening', 'failed', 'stopping', 'stopped']),
    enabled: Type.Boolean(),
    locked: Type.Boolean(),
    order: integer(),
    contributionOrders: Type.Record(Type.String(), integer()),
    config: values(),
    origin: closedObject({
      enabled: OriginSchema,
      order: OriginSchema,
      /** By the first names in `config`. */
      config: Type.Record(Type.String(), OriginSchema),
    }),
    override: PluginOverrideSchema,
    contributes: Type.Array(text()),
    contributions: Type.Array(closedObject({ point: text(), name: text(), order: integer() })),
    problem: nullable(PluginProblemSchema),
    /** A contribution of it failed last time, or is not called for a while. */
    degraded: Type.Boolean(),
    /** Instances that have stopped, and are still reachable. `null`: none that is known. */
    held: nullable(
      closedObject({ instances: integer(), since: time(), what: text(), fix: text() }, { title: 'HeldInstances' }),
    ),
    /** What the report says that its package ships; `null`: it ships none. */
    conformance: nullable(
      closedObject(
        {
          passed: integer(),
          total: integer(),
          failed: Type.Array(closedObject({ point: text(), rule: text(), why: text() })),
        },
        { title: 'Conformance' },
      ),
    ),
    offSince: nullable(time()),
    startedInMs: Type.Number(),
    inFlight: integer(),
  },
  { title: 'Plugin' },
);

export const PluginDetailsSchema = closedObject(
  {
    plugin: PluginSchema,
    /** JSON Schema of its configuration. */
    schema: nullable(values()),
  },
  { title: 'PluginDetails' },
);

const orderNumber = () => Type.Integer({ minimum: -1_000_000, maximum: 1_000_000 });
const name = () => Type.String({ minLength: 1, maxLength: 200 });

const changeFields = {
  enabled: Type.Optional(Type.Boolean()),
  order: Type.Optional(orderNumber()),
  contributionOrders: Type.Optional(Type.Record(name(), nullable(orderNumber()))),
  config: Type.Optional(values()),
  reset: Type.Optional(
    Type.Union([Type.Boolean(), Type.Array(Type.Enum(['enabled', 'order', 'contributionOrders', 'config']))]),
  ),
  undo: Type.Optional(idText()),
};

export const PluginChangeSchema = schemaOf<PluginChange>()(closedObject(changeFields, { title: 'PluginChange' }));

export const PluginChangeRequestSchema = schemaOf<PluginChange & { readonly planId?: string }>()(
  closedObject({ ...changeFields, planId: Type.Optional(shortText(100)) }, { title: 'PluginChangeRequest' }),
);

const PluginImpactSchema = schemaOf<PluginImpact>()(
  closedObject(
    {
      channels: Type.Array(text()),
      senders: Type.Array(closedObject({ channel: text(), id: text(), name: text() })),
      openConversations: integer(),
      queuedMessages: integer(),
      messagesUnderWay: integer(),
      scheduledMessages: integer(),
      virtualAgentConversations: integer(),
    },
    { title: 'PluginImpact' },
  ),
);

export const PluginPlanSchema = schemaOf<PluginPlan>()(
  closedObject(
    {
      planId: text(),
      plugin: text(),
      actions: Type.Array(
        closedObject({
          plugin: text(),
          package: text(),
          action: Type.Enum(['start', 'stop', 'stop_sending', 'resume', 'reconfigure', 'reorder', 'update']),
          problem: nullable(PluginProblemSchema),
        }),
      ),
      blocked: Type.Boolean(),
      restartRequired: Type.Boolean(),
      impact: PluginImpactSchema,
      consequences: Type.Array(text()),
      override: PluginOverrideSchema,
    },
    { title: 'PluginPlan' },
  ),
);

export const PluginChangeResultSchema = closedObject(
  { plan: PluginPlanSchema, plugin: PluginSchema, changeId: text() },
  { title: 'PluginChangeResult' },
);

export const NodeSchema = schemaOf<NodeOverview>()(
  closedObject(
    {
      id: text(),
      name: text(),
      startedAt: time(),
      seenAt: time(),
      self: Type.Boolean(),
      sameFile: Type.Boolean(),
      samePlugins: Type.Boolean(),
      settled: Type.Boolean(),
      problems: Type.Array(text()),
    },
    { title: 'Node' },
  ),
);

const CallFiguresSchema = closedObject(
  {
    answered: integer(),
    failed: integer(),
    late: integer(),
    blocked: integer(),
    averageMs: Type.Number(),
    slowestMs: Type.Number(),
    lastFailure: nullable(
      closedObject({ at: time(), how: Type.Enum(['failed', 'late', 'blocked']), code: nullable(text()) }),
    ),
  },
  { title: 'CallFigures' },
);

export const ExtensionPointSchema = closedObject(
  {
    id: text(),
    version: integer(),
    dispatch: Type.Enum(['first', 'pipeline', 'veto', 'keyed']),
    failurePolicy: Type.Enum(['skip', 'refuse', 'caller']),
    deadlineMs: integer(),
    contributions: Type.Array(
      closedObject({
        plugin: text(),
        contribution: text(),
        order: integer(),
        circuit: Type.Enum(['closed', 'open', 'half_open']),
        degraded: Type.Boolean(),
        calls: CallFiguresSchema,
      }),
    ),
  },
  { title: 'ExtensionPoint' },
);

export const ContributionAnswersSchema = schemaOf<ContributionAnswers>()(
  closedObject(
    {
      interaction: text(),
      questions: Type.Array(
        closedObject({
          point: text(),
          question: text(),
          outcome: text(),
          answers: Type.Array(
            closedObject({
              plugin: text(),
              contribution: text(),
              order: integer(),
              verdict: Type.Enum([
                'not_valid',
                'passed',
                'answered',
                'allowed',
                'refused',
                'failed',
                'late',
                'not_asked',
              ]),
              words: text(),
              ms: Type.Number(),
            }),
          ),
        }),
      ),
    },
    { title: 'ContributionAnswers' },
  ),
);

export type PluginAnswer = Static<typeof PluginSchema>;
