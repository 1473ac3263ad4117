const EVENT_HANDLERS = Symbol.for('EVENT_HANDLERS');
/** Those that circus itself has; the others belong to the file of tests that runs. */
const OWN_HANDLERS = 2;

/** The worker itself. What a file of tests defined with circus, and what jest replaced in the worker for it, ends with the file. */
module.exports = class BareEnvironment {
  global = globalThis;
  #console = globalThis.console;
  #exit = process.exit;
  #state = null;

  handleTestEvent(_event, state) {
    this.#state = state;
  }

  async setup() {}

  async teardown() {
    globalThis.console = this.#console;
    process.exit = this.#exit;
    globalThis[EVENT_HANDLERS]?.splice(OWN_HANDLERS);
    if (this.#state) Object.assign(this.#state, freshState());
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return null;
  }
};

/** What circus begins with. Its package holds itself twice; the copy that runs the tests has to be the first that is loaded, so this one waits. */
function freshState() {
  const { getState, resetState } = require('jest-circus');
  resetState();
  return getState();
}
