// What Pulumi runs: the policy pack. Its runner takes no arguments for Node.js, so the pack asks itself
// for what Pulumi.yaml has preloaded for the program.
require("../tools/runtime/preload.cjs");
require("../tools/runtime/convert-once.cjs").convertOnce(require);
require("./index.ts");
