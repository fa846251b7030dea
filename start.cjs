// What Pulumi runs: the program, read without a type check.
module.exports = require("./transpile.cjs")(require.resolve("./index.ts"));
