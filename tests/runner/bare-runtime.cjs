const { existsSync } = require('node:fs');
const { register } = require('node:module');
const { fileURLToPath, pathToFileURL } = require('node:url');
const { builtFileOf } = require('./built-file-of.cjs');

register('./resolve-jest-globals.mjs', pathToFileURL(__filename));

const EVENT_HANDLERS = Symbol.for('EVENT_HANDLERS');
let ownHandlers = null;

/** Where the maps of built files are, so that failures name lines of the sources. */
const maps = new (class extends Map {
  get(source) {
    const map = `${source.startsWith('file:') ? fileURLToPath(source) : source}.map`;
    return existsSync(map) ? map : undefined;
  }
})();

/**
 * Gives jest's usual runner (circus, with its time-outs, hooks and reports) the modules as Node loads them: what is built, each module once in a
 * worker, in the worker's own realm. Jest's own runtime loads every module anew for every file of tests, into a new realm, where nothing is
 * compiled yet; with three hundred files that was most of the time. In return a file of tests may not replace modules, and what it changes
 * globally it has to put back.
 */
module.exports = class BareRuntime {
  /** Circus itself, without what the file before made it tell of its events. */
  requireInternalModule(path) {
    const circus = require(path);
    const handlers = globalThis[EVENT_HANDLERS];
    ownHandlers ??= handlers.length;
    handlers.length = ownHandlers;
    return circus;
  }

  requireModule(path) {
    return require(path);
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  async unstable_importModule(path) {
    return import(pathToFileURL(builtFileOf(path)).href);
  }

  getSourceMaps() {
    return maps;
  }

  getAllCoverageInfoCopy() {}
  collectV8Coverage() {
    throw new Error('Coverage is not measured here: modules are not transformed.');
  }
  setGlobalsForRuntime() {}
  enterTestCode() {}
  leaveTestCode() {}
  teardown() {}
};
