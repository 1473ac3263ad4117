import { readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** This copy of the kernel package. A plugin carries the copy that it was defined with, so that a second one is found and named. */
export const kernelCopy: { readonly version: string; readonly url: string } = Object.freeze({
  version,
  url: import.meta.url,
});
