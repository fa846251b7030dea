import { dockerIsUsable } from "@moco-sandbox/computer/docker-client";
import { inspect } from "@moco-sandbox/world/docker-command";

import { guestsByLocation } from "../../../sandbox/commands/guest-connection";
import { onGuest } from "../../../sandbox/commands/shell";
import { status } from "../../../sandbox/commands/status";

jest.mock("../../../sandbox/commands/guest-connection", () => ({ guestsByLocation: jest.fn() }));
jest.mock("../../../sandbox/commands/configuration/sandbox-location", () => {
  return { sandboxLocations: () => ["pm1", "pm2"].map((name) => ({ name, node: { name } })) };
});
jest.mock("../../../sandbox/commands/shell", () => ({ onGuest: jest.fn() }));
jest.mock("../../../sandbox/commands/configuration/secrets", () => ({
  ensureCloudflareToken: () => "",
}));
jest.mock("@moco-sandbox/computer/docker-client", () => ({ dockerIsUsable: jest.fn() }));
jest.mock("@moco-sandbox/computer/world-owner", () => ({ checkOwner: jest.fn() }));
jest.mock("@moco-sandbox/world/docker-command", () => ({ inspect: jest.fn() }));
jest.mock("@moco-sandbox/cloudflare/edge-api", () => {
  const tunnels = [{ name: "pm1-services", connections: ["a", "b"] }];
  const privateRoutes = [{ network: "10.50.0.0/24" }, { network: "10.51.0.0/24" }];
  return { createEdgeApi: () => ({ status: () => Promise.resolve({ tunnels, privateRoutes }) }) };
});

let printed = "";

beforeEach(() => {
  printed = "";
  jest.spyOn(console, "log").mockImplementation((text: unknown) => {
    printed += `${String(text)}\n`;
  });
  jest.mocked(dockerIsUsable).mockResolvedValue(true);
  jest.mocked(guestsByLocation).mockReturnValue([
    { name: "pm1-apps", location: "pm1", address: "10.50.0.70" },
    { name: "pm1-data", location: "pm1", address: "10.50.0.134" },
  ]);
});

afterEach(() => {
  jest.restoreAllMocks();
});

/** Rows of a printed table, without their lines. */
function rows(): readonly (readonly string[])[] {
  return printed
    .split("\n")
    .filter((line) => line.startsWith("│"))
    .map((line) =>
      line
        .split("│")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

describe("status", () => {
  it("says that nothing runs where there is no Docker engine", async () => {
    jest.mocked(dockerIsUsable).mockResolvedValue(false);
    await status();
    expect(printed).toBe(
      'Nothing runs: there is no Docker engine. Start with "npm run sandbox".\n',
    );
  });

  it("shows machines alone where the edge does not run", async () => {
    jest.mocked(inspect).mockResolvedValue(undefined);
    await status();
    expect(rows()).toEqual([
      ["machine", "state"],
      ["moco-sandbox-edge", "not there"],
      ["moco-sandbox-registry", "not there"],
      ["moco-sandbox-node-pm1", "not there"],
      ["moco-sandbox-pm1-apps", "not there"],
      ["moco-sandbox-pm1-data", "not there"],
    ]);
    expect(onGuest).not.toHaveBeenCalled();
  });

  it("shows tunnels, private routes and releases, and which guest does not answer", async () => {
    jest
      .mocked(inspect)
      .mockImplementation((_, name, format) =>
        Promise.resolve(
          format.includes("Running") ? "true" : name.endsWith("data") ? "paused" : "running",
        ),
      );
    jest
      .mocked(onGuest)
      .mockImplementation((guest) =>
        guest === "pm1-data" ? Promise.reject(new Error("hangs")) : Promise.resolve("n8n healthy"),
      );
    await status();
    expect(rows()).toContainEqual(["moco-sandbox-pm1-apps", "running"]);
    expect(rows()).toContainEqual(["moco-sandbox-pm1-data", "paused"]);
    expect(rows()).toContainEqual(["pm1-services", "2"]);
    expect(printed).toContain(`private routes that are up: 10.50.0.0/24, 10.51.0.0/24

pm1-apps
n8n healthy

pm1-data
does not answer over SSH
`);
  });
});
