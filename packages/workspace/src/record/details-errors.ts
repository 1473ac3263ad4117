import { Problem } from '../api/problem.js';
import { type DetailsField, fieldWords } from './details-values.js';

export type DetailsErrors = Partial<Record<DetailsField, string>>;

const related: Record<string, DetailsField> = {
  'relatedRecord.table': 'relatedTable',
  'relatedRecord.id': 'relatedId',
  'relatedRecord.label': 'relatedLabel',
  'relatedRecord.url': 'relatedUrl',
  relatedRecord: 'relatedTable',
};

/** The server's words at the fields they are about; `rest` belongs to no field that is shown. */
export function detailsErrors(error: unknown): { fields: DetailsErrors; rest: string | null } {
  if (!(error instanceof Problem)) return { fields: {}, rest: error instanceof Error ? error.message : null };
  const fields: DetailsErrors = {};
  const rest: string[] = [];
  for (const [name, message] of Object.entries(error.fieldErrors())) {
    const field = related[name] ?? (name in fieldWords ? (name as DetailsField) : undefined);
    if (field) fields[field] ??= message;
    else rest.push(message);
  }
  const placed = Object.keys(fields).length > 0;
  return { fields, rest: rest.length > 0 ? rest.join(' ') : placed ? null : error.detail };
}
