import { Type } from 'typebox';
import { anyText } from './texts.js';

/** The part of a list's query that every list has. */
export const pageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  cursor: Type.Optional(anyText(1_000)),
};
