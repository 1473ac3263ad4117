import type { PluginPlan, PluginProblem } from '../api/types.js';

export interface ConfigProblem {
  /** Below `config`, such as `senders[0].address`; empty: the whole of it. */
  readonly path: string;
  readonly message: string;
}

const codes: readonly string[] = ['configuration_invalid', 'configuration_reference'];

/** One sentence each: it begins with the path, and ends before the next path or with the text. */
const sentence = /(?:^|(?<=[.?!] ))config((?:\.[\w$-]+|\[\d+\])*) (.+?)(?=\s+config(?:[.[][^ ]*)? |$)/gs;

/** What is wrong with which value, read from what the server says about it. Nothing for problems of another kind. */
export function configProblems({ code, why }: Pick<PluginProblem, 'code' | 'why'>): readonly ConfigProblem[] {
  if (!codes.includes(code)) return [];
  return [...why.matchAll(sentence)].map(([, path = '', message = '']) => ({
    path: path.replace(/^\./, ''),
    message: (message.charAt(0).toUpperCase() + message.slice(1)).replace(/(?<=[?!])\.$/, ''),
  }));
}

/** What a plan says about its own plugin; what names no value is about the whole. */
export function configProblemsOf({ plugin, actions }: PluginPlan): readonly ConfigProblem[] {
  return actions.flatMap(({ plugin: whose, problem }): readonly ConfigProblem[] => {
    if (whose !== plugin || problem === null) return [];
    const found = configProblems(problem);
    return found.length > 0 ? found : [{ path: '', message: `${problem.what} ${problem.why} ${problem.fix}` }];
  });
}

/** Of a value, and of what is inside it. */
export function isWithin(path: string, parent: string): boolean {
  return path === parent || path.startsWith(`${parent}.`) || path.startsWith(`${parent}[`);
}
