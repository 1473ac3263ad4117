import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from './repository-root.js';

/** A fenced block of a guide: its language, what follows it (a file's name, or what kind of block it is), and what is in it. */
export interface GuideBlock {
  readonly language: string;
  readonly name: string;
  readonly content: string;
}

/** @param file below `docs` */
export function readGuide(file: string): { readonly text: string; readonly blocks: readonly GuideBlock[] } {
  const text = readFileSync(join(repositoryRoot, 'docs', file), 'utf8');
  const blocks = [...text.matchAll(/^```(\w+) ?([^\n]*)\n([\s\S]*?)^```$/gm)].map(
    ([, language = '', name = '', content = '']) => ({ language, name, content }),
  );
  return { text, blocks };
}

/** As a shell splits a line, quotes taken off. */
export function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}
