/** Builds what is not built: TypeScript, the plugins' configuration schemas, the web pages. */
import { build } from './build-steps.mjs';

await build();
