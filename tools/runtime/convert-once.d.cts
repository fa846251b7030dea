/** Has the policy SDK convert each message of the engine once, and not for every policy. */
export function convertOnce(requireFromPack: (name: string) => unknown): void;
