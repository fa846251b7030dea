import { stringify } from "yaml";

import { resourceType } from "../../../policy/resource-type";
import { noPrivilegedContainer } from "../../../policy/rules/no-privileged-container";
import { aPlacedService } from "../../support/a-placed-service";
import { aComposeService, aResource, unknownText, violationsOf } from "../../support/policy";

function withContainer(container: object): readonly string[] {
  const files = { "compose.yaml": stringify({ services: { main: container } }) };
  return violationsOf(noPrivilegedContainer, aResource(resourceType.composeService, { files }));
}

function dockerContainer(props: object): readonly string[] {
  return violationsOf(noPrivilegedContainer, aResource(resourceType.dockerContainer, props));
}

const subject = 'ComposeService "n8n": files["compose.yaml"].services.main';

describe("noPrivilegedContainer", () => {
  it("accepts what ComposeService renders", () => {
    const service = aPlacedService();
    const main = { ...service.containers["main"]!, configFiles: { "/etc/a.conf": "a" } };
    const resource = aComposeService({ ...service, containers: { main } });
    expect(violationsOf(noPrivilegedContainer, resource)).toEqual([]);
  });

  it("accepts a plain Docker container that asks for nothing", () => {
    expect(dockerContainer({ image: "redis" })).toEqual([]);
  });

  it("refuses privilege", () => {
    expect(withContainer({ privileged: true })).toEqual([
      `${subject}.privileged must not be set, got true. Name the one capability that it needs.`,
    ]);
    expect(dockerContainer({ privileged: true })).toEqual([
      'Container "n8n": privileged must not be set, got true. Name the one capability that it needs.',
    ]);
  });

  it.each(["network_mode", "pid", "ipc", "userns_mode"])("refuses the host's %s", (key) => {
    expect(withContainer({ [key]: "host" })).toEqual([
      `${subject}.${key} must not be the host's, got "host". Leave it out for a namespace of its own.`,
    ]);
  });

  it.each(["networkMode", "pidMode", "ipcMode", "usernsMode"])("refuses the host's %s", (key) => {
    expect(dockerContainer({ [key]: "host" })).toEqual([
      `Container "n8n": ${key} must not be the host's, got "host". Leave it out for a namespace of its own.`,
    ]);
  });

  it("refuses a capability beyond Docker's own, and accepts the others", () => {
    expect(withContainer({ cap_add: ["CHOWN", "CAP_SETUID", "SYS_ADMIN"] })).toEqual([
      `${subject}.cap_add must be one of Docker's default capabilities, got "SYS_ADMIN". Remove it, or run what needs it on the guest itself.`,
    ]);
    expect(dockerContainer({ capabilities: { adds: ["ALL"] } })).toEqual([
      'Container "n8n": capabilities.adds must be one of Docker\'s default capabilities, got "ALL". Remove it, or run what needs it on the guest itself.',
    ]);
  });

  it.each([
    ["/var/run/docker.sock:/var/run/docker.sock"],
    [{ type: "bind", source: "/var/run/docker.sock", target: "/x" }],
  ])("refuses Docker's socket in %p", (volume) => {
    expect(withContainer({ volumes: [volume] })).toEqual([
      `${subject}.volumes[0] must not be Docker's socket, which is root on the guest, got "/var/run/docker.sock". Use a volume, or configFiles for a file.`,
    ]);
  });

  it.each([
    ["/etc:/host", "/etc"],
    [{ type: "bind", source: "/opt/stacks/../../etc", target: "/x" }, "/opt/stacks/../../etc"],
    [{ type: "bind", target: "/x" }, "/"],
  ])("refuses the guest's path in %p", (volume, got) => {
    expect(withContainer({ volumes: [volume] })).toEqual([
      `${subject}.volumes[0] must not be a path of the guest, got "${got}". Use a volume, or configFiles for a file.`,
    ]);
  });

  it("refuses devices", () => {
    expect(withContainer({ devices: ["/dev/kvm"] })).toEqual([
      `${subject}.devices[0] must not be a path of the guest, got "/dev". Use a volume, or configFiles for a file.`,
    ]);
  });

  it("refuses the paths of a plain Docker container", () => {
    const props = {
      volumes: [{ hostPath: "/run/docker.sock" }, { volumeName: "data" }],
      mounts: [
        { type: "bind", source: "/etc", target: "/x" },
        { type: "volume", source: "data", target: "/y" },
      ],
    };
    expect(dockerContainer(props)).toEqual([
      'Container "n8n": volumes[0].hostPath must not be Docker\'s socket, which is root on the guest, got "/run/docker.sock". Use a volume, or configFiles for a file.',
      'Container "n8n": mounts[0].source must not be a path of the guest, got "/etc". Use a volume, or configFiles for a file.',
    ]);
  });

  it("refuses a compose file that cannot be read", () => {
    const files = { "compose.yaml": "services: [" };
    expect(
      violationsOf(noPrivilegedContainer, aResource(resourceType.composeService, { files })),
    ).toEqual([
      'ComposeService "n8n": files["compose.yaml"] cannot be read as the configuration that it is. Render it from the service\'s data.',
    ]);
  });

  it("refuses a compose file that only a deployment would show", () => {
    const files = { "compose.yaml": unknownText };
    expect(
      violationsOf(noPrivilegedContainer, aResource(resourceType.composeService, { files })),
    ).toEqual([
      'ComposeService "n8n": files.compose.yaml is not known before deployment. Make it plain data, so that this rule can judge it in a preview.',
    ]);
  });
});
