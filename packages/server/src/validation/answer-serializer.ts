import type { Logger } from '@hailpoint/kernel';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Clean } from 'typebox/value';
import { explainSchema } from './explain-schema.js';

/**
 * Fastify's serializer compiler: an answer leaves only in its schema's shape. Fields that the schema does not name are cut off
 * and reported in the log; a field that is missing or wrong is a fault of ours and answers 500.
 */
export function answerSerializer(logger: Logger) {
  return ({ schema, method, url }: { schema: unknown; method?: string; url?: string }) => {
    const answerSchema = schema as TSchema;
    const compiled = Compile(answerSchema);
    const route = `${method ?? ''} ${url ?? ''}`.trim();
    return (answer: unknown): string => {
      if (compiled.Check(answer)) return JSON.stringify(answer);
      const problems = explainSchema(answerSchema, answer).map(({ field, code }) => `${field} ${code}`);
      const cleaned = Clean(answerSchema, structuredClone(answer));
      if (!compiled.Check(cleaned)) {
        logger.error('answer does not fit its schema', { route, problems });
        throw new AnswerShapeError(route);
      }
      logger.warn('answer holds fields that its schema does not name', { route, problems });
      return JSON.stringify(cleaned);
    };
  };
}

class AnswerShapeError extends Error {
  readonly code = 'answer_shape';

  constructor(route: string) {
    super(`The answer of ${route} does not fit its schema.`);
  }
}
