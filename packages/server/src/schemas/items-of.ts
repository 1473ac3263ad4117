import { type Static, type TSchema, Type } from 'typebox';
import { closedObject } from './closed-object.js';

/** A list that is short enough for one answer. */
export function itemsOf<Item extends TSchema>(item: Item, title: string) {
  return Type.Unsafe<{ readonly items: readonly Static<Item>[] }>(closedObject({ items: Type.Array(item) }, { title }));
}
