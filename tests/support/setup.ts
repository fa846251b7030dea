// An Output in a template literal is a bug; without this Pulumi writes a sentence into the string.
process.env["PULUMI_ERROR_OUTPUT_STRING"] = "true";
