const { default: Sequencer } = require("@jest/test-sequencer");

/** Test files in the order of their names: on machines, later ones build on earlier ones. */
module.exports = class AlphabeticalSequencer extends Sequencer {
  sort(tests) {
    return [...tests].sort((a, b) => a.path.localeCompare(b.path));
  }
};
