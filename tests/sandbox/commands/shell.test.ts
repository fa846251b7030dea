import execa from "execa";

import { onGuest, shell } from "../../../sandbox/commands/shell";

jest.mock("execa", () => jest.fn());
jest.mock("../../../sandbox/commands/configuration/ssh-agent", () => {
  const environment = { SSH_AUTH_SOCK: "/agent" };
  return { withSshAgent: (use: (given: object) => unknown) => use(environment) };
});
jest.mock("../../../sandbox/commands/guest-connection", () => {
  return { sshArguments: (guest: string) => ["-o", "pinned", `ops@${guest}`] };
});

const run = jest.mocked(execa as unknown as jest.Mock);

beforeEach(() => {
  run.mockReset();
});

afterEach(() => {
  process.exitCode = undefined;
});

describe("shell", () => {
  it.each([0, 7])("gives the command's exit code %i", async (exitCode) => {
    run.mockResolvedValue({ exitCode });
    await shell("pm1-apps", ["ls", "-l"]);
    expect(process.exitCode).toBe(exitCode);
    expect(run.mock.calls).toEqual([
      [
        "ssh",
        ["-o", "pinned", "ops@pm1-apps", "ls", "-l"],
        { stdio: "inherit", env: { SSH_AUTH_SOCK: "/agent" }, reject: false },
      ],
    ]);
  });
});

describe("onGuest", () => {
  it("gives what the command printed", async () => {
    run.mockResolvedValue({ stdout: "n8n healthy" });
    expect(await onGuest("pm1-apps", "sudo moco-release list")).toBe("n8n healthy");
    expect(run.mock.calls).toEqual([
      [
        "ssh",
        ["-o", "pinned", "ops@pm1-apps", "sudo moco-release list"],
        { env: { SSH_AUTH_SOCK: "/agent" }, stdin: "ignore" },
      ],
    ]);
  });
});
