import {
  ensurePrograms,
  missingPrograms,
} from "../../../../sandbox/computer/programs/ensure-programs";

const debianUser = { isRoot: false, isDebianLike: true };

describe("missingPrograms", () => {
  it("has nothing to tell root on Debian or Ubuntu, for whom they are installed", () => {
    expect(missingPrograms(["ssh"], "SSH", { isRoot: true, isDebianLike: true })).toBeUndefined();
  });

  it("gives anybody else on Debian or Ubuntu the one command, each package once", () => {
    expect(missingPrograms(["ssh", "ssh-agent", "curl"], "SSH", debianUser)).toBe(
      'SSH: needs ssh, ssh-agent, curl, got none. Run "sudo apt-get install openssh-client curl" and run again.',
    );
  });

  it("names Debian's packages on other systems", () => {
    expect(
      missingPrograms(["mmdebstrap"], "image base", { ...debianUser, isDebianLike: false }),
    ).toBe(
      "image base: needs mmdebstrap, got none. Install what Debian has as mmdebstrap and run again.",
    );
  });
});

describe("ensurePrograms", () => {
  it("installs nothing where all of them are there", async () => {
    const said: string[] = [];
    await ensurePrograms([], "nothing", (line) => said.push(line));
    expect(said).toEqual([]);
  });
});
