import { isDebianLike } from "../programs/is-debian-like";

/** What decides whether Docker can be installed without asking anybody. */
export interface Machine {
  readonly isRoot: boolean;
  /** Text of /etc/os-release; empty where there is none. */
  readonly osRelease: string;
}

/** The one command to run where no engine answers and we may not install it; `undefined` where we may. */
export function installationAdvice({ isRoot, osRelease }: Machine): string | undefined {
  const isDebian = isDebianLike(osRelease);
  if (isRoot && isDebian) return undefined;
  return isDebian
    ? 'Docker: no engine answers this user. Run "sudo apt-get install docker.io && sudo usermod -aG docker $USER" and log in again.'
    : 'Docker: no engine answers this user. Run "curl -fsSL https://get.docker.com | sudo sh" or start the engine that is there.';
}
