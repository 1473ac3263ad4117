import type { CollectedValue } from '@hailpoint/kernel';
import { mostLabels } from './menu-faults.js';

/** Where the customer is. At most some kilobytes of JSON: labels, their number and the length of values are limited. */
export interface MenuState {
  /** Name of the menu. */
  readonly menu: string;
  /** Answers in a row that were not understood. */
  readonly misses: number;
  /** The question that was asked: label of the option, and place among its questions. `null`: the menu was shown. */
  readonly asking: { readonly option: string; readonly question: number } | null;
  readonly collected: readonly CollectedValue[];
}

export const startState: MenuState = { menu: 'main', misses: 0, asking: null, collected: [] };

/** Longest value that is kept, in UTF-16 code units. */
export const mostOfValue = 200;

/** A state that an earlier answer kept. What is none, such as of another version, is a new start. */
export function readState(kept: unknown): MenuState {
  if (typeof kept !== 'object' || kept === null) return startState;
  const { menu, misses, asking, collected } = kept as Partial<Record<keyof MenuState, unknown>>;
  return {
    menu: typeof menu === 'string' ? menu : startState.menu,
    misses: typeof misses === 'number' && Number.isSafeInteger(misses) && misses >= 0 ? misses : 0,
    asking: isAsking(asking) ? { option: asking.option, question: asking.question } : null,
    collected: Array.isArray(collected)
      ? collected
          .filter(isCollected)
          .slice(0, mostLabels)
          .map(({ label, value }) => ({ label, value }))
      : [],
  };
}

/** With a value under its label; an earlier one of the same label goes. */
export function withValue(collected: readonly CollectedValue[], label: string, value: string): CollectedValue[] {
  const kept = collected.filter((one) => one.label !== label);
  return [...kept, { label, value }].slice(-mostLabels);
}

function isAsking(value: unknown): value is { option: string; question: number } {
  const { option, question } = (value ?? {}) as Record<string, unknown>;
  return typeof option === 'string' && Number.isSafeInteger(question) && (question as number) >= 0;
}

function isCollected(value: unknown): value is CollectedValue {
  const { label, value: text } = (value ?? {}) as Record<string, unknown>;
  return (
    typeof label === 'string' &&
    label !== '' &&
    label.length <= 60 &&
    typeof text === 'string' &&
    text !== '' &&
    text.length <= mostOfValue
  );
}
