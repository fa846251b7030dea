import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type Docker from "dockerode";
import type { OperationContext, Values } from "@moco-sandbox/provider-framework/plugin";
import { namePrefix, ownLabel } from "@moco-sandbox/world";

import { connectDocker } from "../../../../sandbox/toolchain/docker/docker-connection";
import { parseDockerHost } from "../../../../sandbox/toolchain/docker/docker-host";
import { network } from "../../../../sandbox/toolchain/docker/network";
import { volume } from "../../../../sandbox/toolchain/docker/volume";

const name = `${namePrefix}-provider-test-${String(process.pid)}`;
const labels = [
  { label: ownLabel, value: "test" },
  { label: "a", value: "b" },
];
const folder = mkdtempSync(join(tmpdir(), "docker-test-"));
const ssh = join(folder, "ssh");

const contextOf = (config: Docker): OperationContext<Docker> => ({
  config,
  urn: "",
  name,
  type: "",
  stateDirectory: "",
  signal: new AbortController().signal,
  log: () => undefined,
});

beforeAll(() => {
  // An ssh for which this machine is the daemon's own machine.
  const script = `#!/bin/sh\nwhile [ "$1" != -- ]; do shift; done\n[ "$2" = down ] && { echo "No route to host" >&2; exit 255; }\nshift 2\nexec "$@"\n`;
  writeFileSync(ssh, script, { mode: 0o755 });
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe.each([
  ["a socket", {}],
  ["ssh", { host: "ssh://ops@guest:22", sshOpts: ["-o", "BatchMode=yes"] }],
])("docker provider over %s", (_way, config: Values) => {
  const context = contextOf(connectDocker(parseDockerHost(config), ssh));

  it("makes, reads and removes a volume; an existing one is taken", async () => {
    const inputs = { name, labels };
    const { id, outputs } = await volume.create(inputs, context);
    expect([id, outputs?.["driver"]]).toEqual([name, "local"]);
    await expect(volume.create(inputs, context)).resolves.toEqual({ id, outputs });
    await expect(volume.read?.(id, { ...inputs, ...outputs }, context)).resolves.toEqual({
      ...inputs,
      ...outputs,
    });
    await volume.delete?.(id, inputs, context);
    await expect(volume.read?.(id, inputs, context)).resolves.toBeUndefined();
    await volume.delete?.(id, inputs, context);
  });

  it("makes, reads and removes a network; a second of the same name is refused", async () => {
    const inputs = { name, labels, internal: true, ipamConfigs: [{ subnet: "172.29.255.0/28" }] };
    const { id, outputs } = await network.create(inputs, context);
    try {
      expect(outputs).toMatchObject({ driver: "bridge", scope: "local", internal: true });
      await expect(network.read?.(id, inputs, context)).resolves.toEqual(inputs);
      await expect(network.create(inputs, context)).rejects.toThrow(
        `Unable to create network ${name}: network with name ${name} already exists`,
      );
    } finally {
      await network.delete?.(id, inputs, context);
    }
    await expect(network.read?.(id, inputs, context)).resolves.toBeUndefined();
  });
});

describe("docker provider", () => {
  it("repeats what ssh said where the machine cannot be reached", async () => {
    const down = connectDocker(parseDockerHost({ host: "ssh://ops@down:22" }), ssh);
    await expect(volume.create({ name }, contextOf(down))).rejects.toThrow(
      `Unable to create volume ${name}: ssh ended with exit code 255: No route to host`,
    );
  });
});
