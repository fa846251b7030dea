/** What cloud-init finds on a guest's NoCloud drive. */
export interface Seed {
  readonly userData: string;
  readonly metaData: string;
}

/** A NoCloud seed. The instance id is new for a new guest only: it is what makes cloud-init run again. */
export function renderSeed(
  hostname: string,
  instanceId: string,
  userData: string | undefined,
): Seed {
  return {
    userData: userData ?? "#cloud-config\n{}\n",
    metaData: `instance-id: ${instanceId}\nlocal-hostname: ${hostname}\n`,
  };
}
