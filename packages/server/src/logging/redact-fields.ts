import { redactText } from './redact-text.js';

/** Names of fields that can only hold what a log must not. */
const forbidden =
  /^(authorization|cookie|set-cookie|body|text|password|secret|token|sessiontoken|accesstoken|phone|phones|email|address|addresses|recipient|recipientid|matchkey|to|from|q|query)$/i;

const deepest = 5;

/** A copy of log fields without what must not be in a log: by name, and by what the text looks like. Errors become name and code. */
export function redactFields(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (value === null || typeof value !== 'object') return typeof value === 'bigint' ? String(value) : value;
  if (depth >= deepest) return '[deep]';
  if (value instanceof Date) return value;
  if (value instanceof Error) return { name: value.name, code: (value as { code?: unknown }).code };
  if (Array.isArray(value)) return value.map((item) => redactFields(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      forbidden.test(name) ? '[redacted]' : redactFields(item, depth + 1),
    ]),
  );
}
