/** The worker itself. What a file of tests defined with circus ends with the file; what it left running is still heard. */
module.exports = class BareEnvironment {
  global = globalThis;
  #exit = process.exit;
  #state = null;

  handleTestEvent(_event, state) {
    this.#state = state;
  }

  async setup() {}

  async teardown() {
    process.exit = this.#exit;
    if (this.#state) beginAnew(this.#state);
  }

  getVmContext() {
    return null;
  }
};

const endedHooks = new WeakSet();

/**
 * All files of a worker have one circus, and so one state. An error goes to the test or hook that began what throws; when its file has ended,
 * nobody would look there any more, so it fails the file that runs then.
 */
function beginAnew(state) {
  endBlock(state.rootDescribeBlock, state);
  Object.assign(state, freshState());
  state.unhandledRejectionErrorByPromiseByHook = new (class extends WeakMap {
    get(hook) {
      return endedHooks.has(hook) ? state.unhandledRejectionErrorByPromise : super.get(hook);
    }
  })();
}

function endBlock(block, state) {
  for (const hook of block.hooks) endedHooks.add(hook);
  for (const child of block.children) {
    if (child.type === 'describeBlock') endBlock(child, state);
    else
      Object.defineProperties(child, {
        errors: { get: () => state.unhandledErrors },
        unhandledRejectionErrorByPromise: { get: () => state.unhandledRejectionErrorByPromise },
      });
  }
}

/** What circus begins with. Its package holds itself twice; the copy that runs the tests has to be the first that is loaded, so this one waits. */
function freshState() {
  const { getState, resetState } = require('jest-circus');
  resetState();
  return getState();
}
