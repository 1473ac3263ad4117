/** Builds what is not built and starts examples/quickstart, or the configuration that HAILPOINT_CONFIG names. */
import { join } from 'node:path';
import { build, root } from './build-steps.mjs';

process.stderr.write('Building what is not built yet (about a minute the first time) ...\n');
await build();
process.env.HAILPOINT_CONFIG ??= join(root, 'examples/quickstart/hailpoint.yaml');
process.argv.splice(2, 0, 'start');
await import('../packages/cli/bin/hailpoint.js');
