import { renderNodeScript } from "../../../cli/bootstrap/node-script";
import { aNodeSpec } from "../../support/node-spec";
import { BareNode } from "./bare-node";

// The container's only way out is its first network card.
const script = renderNodeScript(aNodeSpec({ uplink: "eth0" }));
const unchanged = "pm1: nothing was changed. Mend this and run it again.";

let node: BareNode;

beforeAll(async () => {
  node = await BareNode.start("unfit-node");
});

afterAll(async () => {
  await node.remove();
});

describe("a node that does not fit", () => {
  it("has network changes that somebody else began: they are neither applied nor lost", async () => {
    await node.run("pvesh create /nodes/pm1/network --iface vmbr7 --type bridge");
    const before = await node.files();
    for (const only of [[], ["--check"]]) {
      expect(await node.run(script, ...only)).toMatchObject({
        exitCode: 1,
        stdout: "",
        stderr: [
          "pm1: network changes wait in /etc/network/interfaces.new, and the next ones made through Proxmox would apply them as well. Apply them (pvesh set /nodes/pm1/network) or drop them (pvesh delete /nodes/pm1/network).",
          unchanged,
        ].join("\n"),
      });
    }
    expect(await node.files()).toBe(before);
    expect((await node.run("ip link show vmbr7")).exitCode).toBe(1);
    await node.run("pvesh delete /nodes/pm1/network");
    expect((await node.run(script, "--check")).stderr).toBe("pm1: nothing is in the way.");
  });

  it.each([
    ["8.3.5", "8.3"],
    ["7.4-20", "7.4"],
  ])("is of release %s, which is too old", async (version, release) => {
    const before = await node.files();
    const old = JSON.stringify({ version, release, repoid: "x" });
    await node.run(`echo '${old}' >/etc/pve-standin/version.json`);
    expect(await node.run(script)).toMatchObject({
      exitCode: 1,
      stderr: [
        `pm1: Proxmox VE ${release} cannot import an image that it downloaded. Upgrade it to 8.4 or newer.`,
        unchanged,
      ].join("\n"),
    });
    await node.run("rm /etc/pve-standin/version.json");
    expect(await node.files()).toBe(before);
  });

  it.each(["8.4", "9.0", "10.1"])("is not one of release %s", async (release) => {
    const version = JSON.stringify({ version: `${release}.1`, release, repoid: "x" });
    await node.run(`echo '${version}' >/etc/pve-standin/version.json`);
    expect((await node.run(script, "--check")).stderr).toBe("pm1: nothing is in the way.");
    await node.run("rm /etc/pve-standin/version.json");
  });

  it("keeps its disks as files: it is prepared, and told what that costs", async () => {
    await node.run("pvesm add dir files --path /srv/files --content images");
    const spec = aNodeSpec({ uplink: "eth0", datastore: "files" });
    expect(await node.run(renderNodeScript(spec), "--check")).toMatchObject({
      exitCode: 0,
      stderr: [
        "pm1: note: the storage files (dir) keeps disks as files. A data disk there grows only while its guest is shut down; on lvmthin or zfspool it grows at any time.",
        "pm1: nothing is in the way.",
      ].join("\n"),
    });
  });
});

describe("a node that was given its full name", () => {
  let full: BareNode;

  beforeAll(async () => {
    full = await BareNode.start("full-name", "pm1.example.org");
  });

  afterAll(async () => {
    await full.remove();
  });

  it("is the node of its short name, as Proxmox calls it", async () => {
    expect((await full.run("hostname")).stdout).toBe("pm1.example.org");
    expect(await full.run(script, "--check")).toMatchObject({
      exitCode: 0,
      stderr: "pm1: nothing is in the way.",
    });
    expect((await full.run(script)).exitCode).toBe(0);
    expect((await full.run("pvesh get /nodes/pm1/network/vmbr1.10")).exitCode).toBe(0);
  });
});
