// What Pulumi runs: the policy pack, read without a type check.
require("../transpile.cjs")(require.resolve("./index.ts"));
