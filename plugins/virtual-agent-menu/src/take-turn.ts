import type { VirtualAgentAnswer } from '@hailpoint/kernel';
import { wholePattern } from './is-collect-pattern.js';
import type { CollectConfig, HandOffConfig, MenuConfig, OptionConfig } from './menu-config.js';
import { type MenuState, mostOfValue, readState, startState, withValue } from './menu-state.js';
import { readWords } from './read-words.js';
import type { VirtualAgentMenuConfig } from './virtual-agent-menu-config.js';

/** What is said to a text, and where the customer is then. Pure: the same configuration, state and text give the same answer. */
export function takeTurn(config: VirtualAgentMenuConfig, kept: unknown, body: string): VirtualAgentAnswer {
  const state = readState(kept);
  const menu = menuOf(config, state.menu) ?? mainMenu(config);
  const words = readWords(body);
  if (isOneOf(config.agentKeys, words)) return handOff(config, state, { reason: 'The customer asked for a person.' });
  if (isOneOf(config.menuKeys, words)) return show(mainMenu(config), state, []);
  const question = state.asking && questionOf(menu, state.asking);
  if (state.asking && question) return takeValue(config, menu, state, state.asking, question, body);
  const option = menu.options.find(({ keys }) => isOneOf(keys, words));
  if (option) return take(config, menu, state, option, 0, option.answer === undefined ? [] : [option.answer]);
  // The first words of a customer are no misunderstanding: nothing has been offered yet.
  if (kept === null || kept === undefined) return show(menu, state, []);
  return misunderstood(config, state, [menuText(menu)]);
}

type Menu = Pick<MenuConfig, 'name' | 'text' | 'options'>;

function mainMenu({ greeting, options }: VirtualAgentMenuConfig): Menu {
  return { name: startState.menu, text: greeting, options };
}

/** `null`: the configuration has changed since, and has no such menu. */
function menuOf(config: VirtualAgentMenuConfig, name: string): Menu | null {
  return name === startState.menu ? mainMenu(config) : (config.menus.find((menu) => menu.name === name) ?? null);
}

function questionOf(menu: Menu, { option, question }: NonNullable<MenuState['asking']>): CollectConfig | null {
  return menu.options.find(({ label }) => label === option)?.collect?.[question] ?? null;
}

function isOneOf(keys: readonly string[], words: string): boolean {
  return words !== '' && keys.some((key) => readWords(key) === words);
}

function menuText({ text, options }: Menu): string {
  return [text, ...options.map(({ keys, label }) => `${keys[0]}: ${label}`)].join('\n');
}

function show(menu: Menu, state: MenuState, before: readonly string[]): VirtualAgentAnswer {
  return answer([...before, menuText(menu)], { ...state, menu: menu.name, misses: 0, asking: null });
}

/** Goes on with an option from one of its questions on, after `before` was said. */
function take(
  config: VirtualAgentMenuConfig,
  menu: Menu,
  state: MenuState,
  option: OptionConfig,
  from: number,
  before: readonly string[],
): VirtualAgentAnswer {
  const question = option.collect?.[from];
  if (question) {
    const asking = { option: option.label, question: from };
    return answer([...before, question.prompt], { ...state, menu: menu.name, misses: 0, asking });
  }
  if (option.handOff) return handOff(config, state, option.handOff, before);
  const next = option.next === undefined ? null : menuOf(config, option.next);
  if (next) return show(next, state, before);
  return answer([...before, config.goOnText], { ...state, menu: menu.name, misses: 0, asking: null });
}

function takeValue(
  config: VirtualAgentMenuConfig,
  menu: Menu,
  state: MenuState,
  asking: NonNullable<MenuState['asking']>,
  question: CollectConfig,
  body: string,
): VirtualAgentAnswer {
  const value = readValue(body);
  const fits = value !== '' && (question.pattern === undefined || wholePattern(question.pattern).test(value));
  if (!fits) return misunderstood(config, state, [question.prompt]);
  const option = menu.options.find(({ label }) => label === asking.option) as OptionConfig;
  const collected = withValue(state.collected, question.label, value);
  return take(config, menu, { ...state, collected }, option, asking.question + 1, []);
}

/** One line, as long as may be kept, without half characters. */
function readValue(body: string): string {
  return body
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, mostOfValue)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();
}

function misunderstood(config: VirtualAgentMenuConfig, state: MenuState, again: readonly string[]): VirtualAgentAnswer {
  const misses = state.misses + 1;
  if (misses >= config.misunderstandings)
    return handOff(config, state, { reason: 'The virtual agent did not understand the customer.' });
  return answer([config.fallbackText, ...again], { ...state, misses });
}

function handOff(
  config: VirtualAgentMenuConfig,
  state: MenuState,
  { reason, text }: HandOffConfig,
  before: readonly string[] = [],
): VirtualAgentAnswer {
  return { ...answer([...before, text ?? config.handOffText], { ...state, asking: null }), handOff: { reason } };
}

function answer(replies: readonly string[], state: MenuState): VirtualAgentAnswer {
  return { replies, state, collected: state.collected };
}
