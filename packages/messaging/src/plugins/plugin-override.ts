import type { PluginChange, PluginOverride, PluginOverrideField } from '../model/plugin-administration.js';

const fields: readonly PluginOverrideField[] = ['enabled', 'order', 'contributionOrders', 'config'];

/** An override as the database holds it. Fields of a newer node are left out rather than refused: the row was checked when it was written. */
export function readPluginOverride(value: object): PluginOverride {
  const { enabled, order, contributionOrders, config } = value as Record<string, unknown>;
  return {
    ...(typeof enabled === 'boolean' && { enabled }),
    ...(typeof order === 'number' && { order }),
    ...(isFilled(contributionOrders) && { contributionOrders: contributionOrders as Record<string, number> }),
    ...(isFilled(config) && { config }),
  };
}

/** What is set after a change; `undone` is what held before the entry that is undone. */
export function changedOverride(
  before: PluginOverride,
  change: PluginChange,
  undone: PluginOverride | null,
): PluginOverride {
  const kept = undone ?? before;
  const set = {
    ...kept,
    ...(change.enabled !== undefined && { enabled: change.enabled }),
    ...(change.order !== undefined && { order: change.order }),
    ...(change.contributionOrders && {
      contributionOrders: without({ ...kept.contributionOrders, ...change.contributionOrders }),
    }),
    ...(change.config && { config: without({ ...kept.config, ...change.config }) }),
  };
  const taken = change.reset === true ? fields : change.reset === false ? [] : (change.reset ?? []);
  return readPluginOverride(
    Object.fromEntries(Object.entries(set).filter(([name]) => !taken.some((one) => one === name))),
  );
}

function without(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
}

function isFilled(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
}
