import { createHash } from 'node:crypto';
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { ConfigurationFault } from './configuration-error.js';

export interface YamlFile {
  readonly value: Readonly<Record<string, unknown>>;
  /** SHA-256 of the text. */
  readonly digest: string;
  /** Line of a path such as `plugins[0].order`, or of the nearest thing around it that is written. */
  lineOf(path: string): number | null;
}

/** Reads the text of a file. Problems name the line, never what is written there: it can be a secret. */
export function readYaml(text: string): YamlFile | { readonly faults: readonly ConfigurationFault[] } {
  const digest = createHash('sha256').update(text).digest('hex');
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: true, stringKeys: true });
  const broken = [...document.errors, ...document.warnings];
  if (broken.length > 0) return { faults: broken.map(describe) };
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === null))
    return { value: {}, digest, lineOf: () => null };
  if (!isMap(contents)) {
    return {
      faults: [
        {
          path: '',
          line: 1,
          problem: 'The file is not a map of names to values.',
          fix: 'Begin it for example with "server:".',
        },
      ],
    };
  }
  let value: Record<string, unknown>;
  try {
    value = document.toJS({ maxAliasCount: 100 }) as Record<string, unknown>;
  } catch {
    return {
      faults: [
        {
          path: '',
          problem: 'The file refers to its own parts too often.',
          fix: 'Write them out instead of using aliases (*name).',
        },
      ],
    };
  }
  return { value, digest, lineOf: (path) => lineOfPath(contents, path, lineCounter) };
}

function describe({
  message,
  linePos,
}: {
  message: string;
  linePos?: readonly { line: number }[];
}): ConfigurationFault {
  // The first line says what; the rest quotes the file.
  const [first = ''] = message.split('\n', 1);
  const problem = first.replace(/ at line \d+, column \d+:?$/, '').replace(/["'`].*["'`]/, '...');
  const line = linePos?.[0]?.line;
  return {
    path: '',
    ...(line === undefined ? {} : { line }),
    problem: `This is not YAML: ${problem}.`,
    fix: 'Check indentation, quotes and colons around this line.',
  };
}

function lineOfPath(root: Node, path: string, lines: LineCounter): number | null {
  let node: unknown = root;
  let offset: number | null = null;
  for (const [, name, index, quoted] of path.matchAll(/([^.[\]]+)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]/g)) {
    if (isMap(node)) {
      const key = name ?? index ?? JSON.parse(`"${quoted ?? ''}"`);
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
      if (!pair) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(index)] as Node | undefined;
      if (!item) break;
      offset = item.range?.[0] ?? offset;
      node = item;
    } else break;
  }
  return offset === null ? null : lines.linePos(offset).line;
}
