// What Pulumi runs: the program, read without a type check.
require("./transpile.cjs");

module.exports = require("./index.ts");
