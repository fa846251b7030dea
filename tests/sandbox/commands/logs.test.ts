import { logs } from "../../../sandbox/commands/logs";
import { shell } from "../../../sandbox/commands/shell";

jest.mock("../../../sandbox/commands/shell", () => ({ shell: jest.fn() }));
jest.mock("../../../stacks/locations", () => ({
  locations: jest.requireActual<Support>("../../support/own-stack").ownLocations,
}));

type Support = typeof import("../../support/own-stack");

describe("logs", () => {
  beforeEach(() => {
    jest.mocked(shell).mockReset();
  });

  it("asks Compose on the guest that the service is on", async () => {
    await logs("n8n-database", { tail: "50" });
    expect(jest.mocked(shell).mock.calls).toEqual([
      [
        "pm1-data",
        [
          "sudo docker compose --file /opt/stacks/n8n-database/compose.yaml logs --no-color --tail 50",
        ],
      ],
    ]);
  });

  it("waits for more where it is told to", async () => {
    await logs("n8n", { tail: "all", follow: true });
    expect(jest.mocked(shell).mock.calls).toEqual([
      [
        "pm1-apps",
        [
          "sudo docker compose --file /opt/stacks/n8n/compose.yaml logs --no-color --tail all --follow",
        ],
      ],
    ]);
  });

  it("refuses a service that there is not", async () => {
    await expect(logs("nope", { tail: "50" })).rejects.toThrow(
      'service: must be one of n8n, n8n-database, got "nope".',
    );
    expect(shell).not.toHaveBeenCalled();
  });
});
