import { installationAdvice } from "../../../../sandbox/computer/docker/installation";

const debian = 'PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n';
const ubuntu = "NAME=Ubuntu\nID=ubuntu\nID_LIKE=debian\n";
const mint = 'NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\n';
const fedora = "NAME=Fedora\nID=fedora\n";

describe("installationAdvice", () => {
  it.each([debian, ubuntu, mint])("has none for root where apt-get has Docker", (osRelease) => {
    expect(installationAdvice({ isRoot: true, osRelease })).toBeUndefined();
  });

  it("names the command for a user without root's rights on Debian", () => {
    expect(installationAdvice({ isRoot: false, osRelease: debian })).toBe(
      'Docker: no engine answers this user. Run "sudo apt-get install docker.io && sudo usermod -aG docker $USER" and log in again.',
    );
  });

  it.each([
    { isRoot: true, osRelease: fedora },
    { isRoot: false, osRelease: fedora },
    { isRoot: false, osRelease: "" },
  ])("names the command for any other system", (machine) => {
    expect(installationAdvice(machine)).toBe(
      'Docker: no engine answers this user. Run "curl -fsSL https://get.docker.com | sudo sh" or start the engine that is there.',
    );
  });
});
