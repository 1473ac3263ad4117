import nodeModule, { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

let mapped = false;

/** The module that the host itself knows as `@hailpoint/kernel`. */
const kernelUrl = new URL('../../index.js', import.meta.url).href;

/**
 * Makes plugins find the host's copy of `@hailpoint/kernel`, wherever their files are and whatever is installed beside them. Does
 * nothing for one that finds it anyway. In effect for the life of the process.
 * @param entry of the plugin, a file URL
 */
export function mapKernel(entry: string): void {
  if (mapped || findsHostKernel(entry)) return;
  nodeModule.register('./kernel-resolve-hook.js', import.meta.url, { data: { kernelUrl } });
  mapped = true;
}

function findsHostKernel(entry: string): boolean {
  try {
    return pathToFileURL(createRequire(entry).resolve('@hailpoint/kernel')).href === kernelUrl;
  } catch {
    return false;
  }
}
