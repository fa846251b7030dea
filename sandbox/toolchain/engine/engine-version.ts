/** The engine that is installed or built where none is found. */
export const engineVersion = "3.250.0";

/** Older ones lack what the SDK in package.json asks of them. */
export const oldestEngineVersion = "3.230.0";
