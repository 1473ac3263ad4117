/** The whole house, for programs that start it themselves; the command is `bin/hailpoint.js`. */
export { exitCodes } from './exit-codes.js';
export { type Hailpoint, type OpenOptions, openHailpoint } from './hailpoint.js';
export { main } from './main.js';
