/** Where every guest has it. */
export const releaseToolPath = "/usr/local/sbin/moco-release";
