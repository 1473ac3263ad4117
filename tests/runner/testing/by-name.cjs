const { default: Sequencer } = require('@jest/test-sequencer');

/** In the order of their names, whatever a run before said of them. */
module.exports = class ByName extends Sequencer {
  sort(tests) {
    return [...tests].sort((one, other) => one.path.localeCompare(other.path));
  }
};
