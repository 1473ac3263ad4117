import { build } from '../../scripts/build-steps.mjs';

/** Tests run what is built, so it is built before them, however jest was called. */
export default build;
