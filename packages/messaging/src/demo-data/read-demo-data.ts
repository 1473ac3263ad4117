import { DemoDataError } from '../errors/demo-data-error.js';
import { FieldChecks } from '../fields/field-checks.js';
import { checkUserFields } from '../users/user-fields.js';
import { conversationProblems } from './conversation-problems.js';
import type { DemoData } from './demo-data.js';
import { demoShape } from './demo-shape.js';
import { duplicates } from './duplicates.js';
import { interactionProblems } from './interaction-problems.js';
import { profileProblems } from './profile-problems.js';
import { scheduledProblems } from './scheduled-problems.js';
import { type Problem, shapeProblems } from './shape-reader.js';

/** Checks a plain object and answers it as demo data. @throws DemoDataError, naming every place that is wrong */
export function readDemoData(value: unknown): DemoData {
  const ofShape = shapeProblems(value, demoShape);
  // References cannot be judged in something of another form.
  if (ofShape.length > 0) throw new DemoDataError(ofShape);
  const data = withoutNulls(value) as DemoData;
  const problems = [
    ...userProblems(data),
    ...interactionProblems(data),
    ...conversationProblems(data),
    ...profileProblems(data),
    ...scheduledProblems(data),
    ...guideProblems(data),
  ];
  if (problems.length > 0) throw new DemoDataError(problems);
  return data;
}

/** The same rules as for people who are created one by one. */
function userProblems(data: DemoData): Problem[] {
  const usernames = data.users.map((user) => user.username?.trim().toLowerCase() ?? null);
  return [
    ...duplicates(data.users.map((user) => user.key)).map((index) => ({
      path: `users[${index}].key`,
      problem: `there is a user ${data.users[index]!.key} already`,
    })),
    ...duplicates(usernames).map((index) => ({
      path: `users[${index}].username`,
      problem: `somebody else has the user name ${usernames[index]}`,
    })),
    ...data.users.flatMap((user, index) => {
      const checks = new FieldChecks();
      checkUserFields(checks, user);
      return checks.problems.map(({ field, message }) => ({
        path: `users[${index}]${field.replaceAll(/\/(\d+)/g, '[$1]').replaceAll('/', '.')}`,
        problem: message,
      }));
    }),
  ];
}

function guideProblems({ guide = [], interactions = [], conversations = [] }: DemoData): Problem[] {
  const keys = new Set([...interactions, ...conversations].map(({ key }) => key));
  return guide.flatMap(({ interaction }, index) =>
    keys.has(interaction)
      ? []
      : [{ path: `guide[${index}].interaction`, problem: `there is no interaction or conversation ${interaction}` }],
  );
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null && member !== undefined)
      .map(([name, member]) => [name, withoutNulls(member)]),
  );
}
