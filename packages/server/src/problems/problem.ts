import type { FieldProblem } from '@hailpoint/messaging';

/** RFC 9457 `application/problem+json`; some problems have further members. */
export interface Problem {
  /** URI reference that identifies the kind of problem: `urn:hailpoint:problem:{code}`. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Stable. */
  readonly code: string;
  readonly errors: readonly FieldProblem[];
}
