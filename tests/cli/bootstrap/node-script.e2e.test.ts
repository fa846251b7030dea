import execa from "execa";
import { machineArguments, renderInitArguments } from "@moco-sandbox/proxmox/machine-arguments";
import { images, namePrefix, ownLabel } from "@moco-sandbox/world";

import { renderNodeScript } from "../../../cli/bootstrap/node-script";
import { aNodeSpec } from "../../support/node-spec";

const nodeImage = process.env["MOCO_TEST_NODE_IMAGE"] ?? images.node;
const name = `${namePrefix}-test-bootstrap`;
// The container's only way out is its first network card.
const script = renderNodeScript(aNodeSpec({ uplink: "eth0" }));

async function onNode(input: string, ...args: readonly string[]): Promise<execa.ExecaReturnValue> {
  return execa("docker", ["exec", "-i", name, "bash", "-s", "--", ...args], {
    input,
    reject: false,
  });
}

beforeAll(async () => {
  await execa("docker", ["rm", "--force", "--volumes", name], { reject: false });
  const { stdout: cgroups } = await execa("docker", ["info", "-f", "{{.CgroupVersion}}"]);
  await execa("docker", [
    ...["run", "--detach", "--name", name, "--hostname", "pm1", "--label", `${ownLabel}=true`],
    ...[...machineArguments, nodeImage, ...renderInitArguments(cgroups)],
  ]);
  await onNode(
    "for _ in $(seq 100); do systemctl is-system-running --wait && exit; sleep 0.2; done",
  );
}, 120_000);

afterAll(async () => {
  await execa("docker", ["rm", "--force", "--volumes", name], { reject: false });
}, 60_000);

/** Every file that a preparation could touch, by its content. */
async function files(): Promise<unknown> {
  const folders = "/etc /home /opt /root /usr/local /var/lib/vz";
  return (await onNode(`find ${folders} -type f -exec sha256sum {} + | sort`)).stdout;
}

describe("the node script", () => {
  it("says all that is wrong with a node before it changes anything", async () => {
    const before = await files();
    const spec = aNodeSpec({ uplink: "eth9", datastore: "local", snippetDatastore: "nope" });
    expect(await onNode(renderNodeScript(spec))).toMatchObject({
      exitCode: 1,
      stdout: "",
      stderr: [
        "pm1: the storage nope does not exist. Set location.node.snippetDatastore to a storage of type dir.",
        "pm1: the storage local holds no images. Set location.node.datastore to one that does.",
        "pm1: the uplink eth9 does not exist. Set location.node.uplink to one of: eth0.",
        "pm1: nothing was changed. Mend this and run it again.",
      ].join("\n"),
    });
    expect(await files()).toEqual(before);
  });

  it("only looks where it is told to", async () => {
    const before = await files();
    expect(await onNode(script, "--check")).toMatchObject({
      exitCode: 0,
      stdout: "",
      stderr: "pm1: nothing is in the way.",
    });
    expect(await onNode(script, "--chekc")).toMatchObject({
      exitCode: 1,
      stderr: "pm1: the argument --chekc is not known. Use --check, --remove, or none.",
    });
    expect(await files()).toEqual(before);
  });

  it("prepares a fresh node and prints its API token alone", async () => {
    const { exitCode, stdout, stderr } = await onNode(script);
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: expect.stringMatching(/^MOCO_API_TOKEN moco@pve!pulumi=[0-9a-f-]{36}$/) as string,
    });
    expect(stderr).not.toContain("already so");
    expect(stderr).toContain("changed: interface vmbr1.10 (10.50.0.1/26)");
  }, 60_000);

  it("changes nothing when it runs again", async () => {
    const { exitCode, stdout, stderr } = await onNode(script);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "" });
    expect(stderr).not.toContain("changed: ");
  }, 60_000);

  it("lets the upload user write snippets and nothing else", async () => {
    const write = (path: string): string =>
      `su moco -c "echo x | sudo -n /usr/bin/tee ${path} >/dev/null 2>&1"; echo $?`;
    const allowed = "/var/lib/vz/snippets/pm1-apps-user-data.yaml";
    const outside = "/var/lib/vz/snippets/../../../../etc/sudoers.d/x";
    expect((await onNode(write(allowed))).stdout).toBe("0");
    expect((await onNode(write(outside))).stdout).toBe("1");
    expect((await onNode(write(`${allowed} /etc/x`))).stdout).toBe("1");
  });

  it("refuses a bridge and a VLAN that are there and are others", async () => {
    const other = { id: 10, gateway: "10.50.0.2", prefix: "26" };
    const spec = aNodeSpec({ uplink: "eth0", management: other });
    expect(await onNode(renderNodeScript(spec))).toMatchObject({
      exitCode: 1,
      stderr: [
        "pm1: the interface vmbr1.10 has the address 10.50.0.1/26, not 10.50.0.2/26. Correct it on the node, or the gateway of the VLAN management.",
        "pm1: nothing was changed. Mend this and run it again.",
      ].join("\n"),
    });
    await onNode('pvesh create "/nodes/pm1/network" --iface vmbr7 --type bridge');
    const plain = aNodeSpec({ uplink: "eth0", bridge: "vmbr7" });
    expect((await onNode(renderNodeScript(plain))).stderr).toContain(
      "pm1: the bridge vmbr7 is there and carries no VLANs. Make it VLAN-aware, or set location.node.bridge to one that does not exist yet.",
    );
  });

  it("refuses another node", async () => {
    const other = renderNodeScript(aNodeSpec({ node: "pm2" }));
    expect(await onNode(other)).toMatchObject({
      exitCode: 1,
      stderr: "pm1: this script is for the node pm2. Render the one for this node.",
    });
  });

  it("takes the connector off and leaves the rest", async () => {
    expect(await onNode(script, "--remove")).toMatchObject({
      exitCode: 0,
      stderr: "changed: the management connector is gone",
    });
    expect((await onNode("ip -br address show vmbr1.10")).stdout).toContain("10.50.0.1/26");
  });
});
