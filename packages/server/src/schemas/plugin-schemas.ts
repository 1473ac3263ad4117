import { Type } from 'typebox';
import { integer, text } from './answer-parts.js';
import { closedObject } from './closed-object.js';
import { nullable } from './nullable.js';

const OriginSchema = Type.Enum(['default', 'file', 'environment']);

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
    origin: closedObject({ enabled: OriginSchema, order: OriginSchema, config: OriginSchema }),
    contributes: Type.Array(text()),
    contributions: Type.Array(closedObject({ point: text(), name: text(), order: integer() })),
    problem: nullable(
      closedObject(
        { code: text(), what: text(), why: text(), fix: text(), restartRequired: Type.Boolean() },
        { title: 'PluginProblem' },
      ),
    ),
    startedInMs: Type.Number(),
    inFlight: integer(),
  },
  { title: 'Plugin' },
);

export const ExtensionPointSchema = closedObject(
  {
    id: text(),
    version: integer(),
    dispatch: Type.Enum(['first', 'pipeline', 'veto', 'keyed']),
    failurePolicy: Type.Enum(['skip', 'refuse', 'caller']),
    deadlineMs: integer(),
    contributions: Type.Array(
      closedObject({ plugin: text(), contribution: text(), order: integer(), circuit: text() }),
    ),
  },
  { title: 'ExtensionPoint' },
);
