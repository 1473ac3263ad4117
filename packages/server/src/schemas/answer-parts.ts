import { Type } from 'typebox';

/** Parts of answers; they carry no limits, because we write them ourselves. */
export const text = () => Type.String();
export const integer = () => Type.Integer();
/** ISO 8601, UTC, with milliseconds. */
export const time = () => Type.String({ format: 'date-time' });
