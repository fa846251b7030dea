import { stringify } from "yaml";

import { resourceType } from "../../../policy/facts/resource-type";
import { containerUnprivileged } from "../../../policy/rules/container-unprivileged";
import { aPlacedService } from "../../support/a-placed-service";
import { aComposeService, aResource, unknownText, violationsOf } from "../../support/policy";

function withContainer(container: object): readonly string[] {
  const files = { "compose.yaml": stringify({ services: { main: container } }) };
  return violationsOf(containerUnprivileged, aResource(resourceType.composeService, { files }));
}

const subject = 'ComposeService "n8n": files["compose.yaml"].services.main';

describe("containerUnprivileged", () => {
  it("accepts what ComposeService renders", () => {
    const service = aPlacedService();
    const main = { ...service.containers["main"]!, configFiles: { "/etc/a.conf": "a" } };
    const resource = aComposeService({ ...service, containers: { main } });
    expect(violationsOf(containerUnprivileged, resource)).toEqual([]);
  });

  it("refuses privilege", () => {
    expect(withContainer({ privileged: true })).toEqual([
      `${subject}.privileged must not be set, got true. Name the one capability that it needs.`,
    ]);
  });

  it.each(["network_mode", "pid", "ipc", "userns_mode"])("refuses the host's %s", (key) => {
    expect(withContainer({ [key]: "host" })).toEqual([
      `${subject}.${key} must not be the host's, got "host". Leave it out for a namespace of its own.`,
    ]);
  });

  it("refuses a capability beyond Docker's own, and accepts the others", () => {
    expect(withContainer({ cap_add: ["CHOWN", "CAP_SETUID", "SYS_ADMIN"] })).toEqual([
      `${subject}.cap_add must be one of Docker's default capabilities, got "SYS_ADMIN". Remove it, or run what needs it on the guest itself.`,
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

  it("refuses a compose file that cannot be read", () => {
    const files = { "compose.yaml": "services: [" };
    expect(
      violationsOf(containerUnprivileged, aResource(resourceType.composeService, { files })),
    ).toEqual([
      'ComposeService "n8n": files["compose.yaml"] cannot be read as the configuration that it is. Render it from the service\'s data.',
    ]);
  });

  it("refuses a compose file that only a deployment would show", () => {
    const files = { "compose.yaml": unknownText };
    expect(
      violationsOf(containerUnprivileged, aResource(resourceType.composeService, { files })),
    ).toEqual([
      'ComposeService "n8n": files.compose.yaml is not known before deployment. Make it plain data, so that this rule can judge it in a preview.',
    ]);
  });
});
