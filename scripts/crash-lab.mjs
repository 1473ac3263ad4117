/** Builds, then runs the crash lab (tests/crash-lab): a misbehaving carrier, killed servers, and a comparison at the end. */
import { build } from './build-steps.mjs';

await build();
const { main } = await import('../tests/dist/crash-lab/main.js');
// An interrupted lab leaves work behind that would keep the process.
process.exit(await main(process.argv.slice(2), process.env));
