import type { OptionConfig } from './menu-config.js';
import { readWords } from './read-words.js';

/** Labels under which values are collected, at most: the state stays small. */
export const mostLabels = 16;

interface Menus {
  readonly options?: unknown;
  readonly menus?: unknown;
  readonly agentKeys?: unknown;
  readonly menuKeys?: unknown;
}

/** What is wrong with menus that are well-formed each by themselves; the first such thing, in words for the admin. */
export function menuFault(config: Menus): string | null {
  const menus = [
    { name: 'main', options: optionsOf(config.options) },
    ...list(config.menus).map((menu) => ({ name: textOf(menu.name), options: optionsOf(menu.options) })),
  ];
  const names = menus.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return `two menus have the name "${twice}"`;
  const reserved = [...texts(config.agentKeys), ...texts(config.menuKeys)].map(readWords);
  for (const { name, options } of menus) {
    const taken = new Set(reserved);
    for (const option of options) {
      const keys = [...new Set(texts(option.keys).map(readWords))];
      const double = keys.find((key) => taken.has(key));
      if (double !== undefined) return `in the menu "${name}" the key "${double}" has two meanings`;
      for (const key of keys) taken.add(key);
      if (option.next !== undefined && !names.includes(option.next))
        return `the menu "${name}" leads to "${option.next}", and there is no menu of that name`;
      if (option.next !== undefined && option.handOff !== undefined)
        return `an option of the menu "${name}" has both handOff and next; one of them must go`;
      if ([option.answer, option.collect, option.handOff, option.next].every((part) => part === undefined))
        return `an option of the menu "${name}" does nothing; give it answer, collect, handOff or next`;
    }
  }
  const labels = new Set(
    menus.flatMap(({ options }) => options.flatMap((option) => list(option.collect).map(({ label }) => label))),
  );
  return labels.size > mostLabels
    ? `there are ${labels.size} labels to collect, and at most ${mostLabels} are possible`
    : null;
}

// What is no menu at all is told by the checks of the single fields.
function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : [];
}

function optionsOf(value: unknown): OptionConfig[] {
  return list(value) as unknown as OptionConfig[];
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
