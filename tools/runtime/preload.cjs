// How Node.js reads the program and the policy pack. Pulumi.yaml has it loaded before Pulumi's own runner
// (`nodeargs`), policy/start.cjs before the pack. It asks nothing of who starts Node.js.
require("./compile-cache.cjs");
require("./lazy-packages.cjs");
require("./typescript-files.cjs");
