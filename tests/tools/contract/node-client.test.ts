import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { NodeClient } from "../../../tools/contract/node-client";

interface Guest {
  readonly vmid: number;
  name: string;
  protection?: number;
}

const token = "moco@pve!pulumi=00000000-0000-4000-8000-000000000000";

/** A node's API as far as a sweep goes, in Proxmox' shapes. */
describe("NodeClient", () => {
  let server: Server;
  let guests: Guest[];
  /** What the list says, where it is older than what is there. */
  let listed: readonly Guest[] | undefined;
  let files: string[];
  let asked: string[];
  const said: string[] = [];

  const client = (name = "pm1"): NodeClient =>
    new NodeClient(
      {
        endpoint: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`,
        apiToken: token,
        name,
        snippetDatastore: "local",
      },
      (line) => said.push(line),
    );

  beforeEach(async () => {
    asked = [];
    listed = undefined;
    said.length = 0;
    guests = [
      { vmid: 110, name: "pm1-mgmt" },
      { vmid: 9_990, name: "moco-contract-a-data", protection: 1 },
      { vmid: 8_990, name: "moco-contract-a" },
    ];
    files = [
      "local:snippets/pm1-mgmt-user-data.yaml",
      "local:snippets/moco-contract-a-user-data.yaml",
      "local:import/moco-guest.qcow2",
      "local:import/moco-contract-a.qcow2",
      "local:iso/moco-contract-a.iso",
      "local:backup/moco-contract-a/x.yaml",
    ];
    server = createServer((request, response) => {
      const path = decodeURIComponent((request.url ?? "").replace("/api2/json/nodes/pm1", ""));
      const call = `${String(request.method)} ${path}`;
      asked.push(call);
      const [, id] = /^\/qemu\/(\d+)/.exec(path) ?? [];
      const guest = guests.find(({ vmid }) => String(vmid) === id);
      let data: unknown = null;
      if (request.headers.authorization !== `PVEAPIToken=${token}`) response.statusCode = 401;
      else if (call === "GET /qemu") data = listed ?? guests;
      else if (call === "GET /storage/local/content") data = files.map((volid) => ({ volid }));
      else if (call.endsWith("/config")) data = guest;
      else if (call.endsWith("/config?protection=0")) delete guest!.protection;
      else if (call.endsWith("/status/stop")) data = `UPID:pm1:1:qmstop:${id!}:x:`;
      else if (path.startsWith("/tasks/")) {
        const exitstatus = path.includes("qmstop") ? `VM not running` : "OK";
        data = { status: "stopped", exitstatus };
      } else if (call.startsWith("DELETE /qemu/")) {
        if (guest!.protection === 1) response.statusCode = 500;
        guests = guests.filter((each) => each !== guest);
        data = `UPID:pm1:1:qmdestroy:${id!}:x:`;
      } else if (call.startsWith("DELETE /storage/local/content/")) {
        files = files.filter((volid) => !call.endsWith(`/${volid}`));
      } else response.statusCode = 501;
      response.end(JSON.stringify({ data }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it("removes what an interrupted run has left, and nothing else", async () => {
    expect(await client().sweep()).toEqual([
      "8990 moco-contract-a",
      "9990 moco-contract-a-data",
      "local:import/moco-contract-a.qcow2",
      "local:snippets/moco-contract-a-user-data.yaml",
    ]);
    expect(guests).toEqual([{ vmid: 110, name: "pm1-mgmt" }]);
    expect(files).toEqual([
      "local:snippets/pm1-mgmt-user-data.yaml",
      "local:import/moco-guest.qcow2",
      "local:iso/moco-contract-a.iso",
      "local:backup/moco-contract-a/x.yaml",
    ]);
    expect(asked.filter((call) => call.includes("110"))).toEqual([]);
    expect(said).toEqual([
      "removing guest 8990 moco-contract-a",
      "removing guest 9990 moco-contract-a-data",
      "removing local:import/moco-contract-a.qcow2",
      "removing local:snippets/moco-contract-a-user-data.yaml",
    ]);
  });

  it("touches nothing at all where a number or a name is not its own", async () => {
    guests.push({ vmid: 8_991, name: "somebody" });
    await expect(client().sweep()).rejects.toThrow("contract: guest 8991 (somebody) has a number");
    expect(asked).toEqual(["GET /qemu"]);
  });

  it("asks for the name once more before it removes", async () => {
    listed = guests.map((guest) => ({ ...guest }));
    guests[2]!.name = "somebody-elses";
    await expect(client().sweep()).rejects.toThrow(
      "contract: guest 8990 (somebody-elses) has a number of the contract suite's and another name.",
    );
    expect(guests).toHaveLength(3);
  });

  it("says what an answer means, without the token", async () => {
    const failure = await client("pm9")
      .ownGuests()
      .catch((error: unknown) => (error as Error).message);
    expect(failure).toBe(
      "contract: GET /api2/json/nodes/pm9/qemu must answer 200, got 501. See the node's log; 401 is a token of another node, 403 a right that bootstrap did not give.",
    );
  });
});
