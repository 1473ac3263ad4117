import type { Page } from '@hailpoint/messaging';
import { type Static, type TSchema, Type } from 'typebox';
import { closedObject } from './closed-object.js';
import { nullable } from './nullable.js';

/** One page of a list; `nextCursor` is null on the last one. */
export function pageOf<Item extends TSchema>(item: Item, title: string) {
  return Type.Unsafe<Page<Static<Item>>>(
    closedObject({ items: Type.Array(item), nextCursor: nullable(Type.String()) }, { title }),
  );
}
