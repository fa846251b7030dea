/** Whether apt-get and Debian's package names are what this system goes by: text of /etc/os-release. */
export function isDebianLike(osRelease: string): boolean {
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(osRelease);
}
