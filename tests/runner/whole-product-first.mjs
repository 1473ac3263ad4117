import Sequencer from '@jest/test-sequencer';

/**
 * The tests of the whole product take minutes, though their files are small: begun first, they leave no worker idle at the end. Without a
 * run before, jest itself only knows the sizes.
 */
export default class WholeProductFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const isWhole = ({ path }) => /[\\/]tests[\\/]end-to-end[\\/]/.test(path);
    return [...sorted.filter(isWhole), ...sorted.filter((test) => !isWhole(test))];
  }
}
