import { needsOf } from "../../../../sandbox/proxmox/plugin/guest-needs";
import { parseGuest } from "../../../../sandbox/proxmox/plugin/wanted-guest";

const inputs = { nodeName: "pm1", started: false, disks: [{ interface: "scsi0", size: 8 }] };
const guest = parseGuest(inputs, 1_120, "pm1-apps-data");
const onRoot = ["/", "Sys.Modify"];

describe("needsOf", () => {
  it("is content with rights on the guest and its storage", () => {
    const paths = needsOf(guest, inputs).map(([path]) => path);
    expect([...new Set(paths)]).toEqual(["/vms/1120", "/storage/local-lvm"]);
  });

  it("wants the whole node for a start order, when it comes, changes or goes", () => {
    const [first, second] = [{ startup: { order: 1 } }, { startup: { order: 2 } }];
    expect(needsOf(guest, { ...inputs, ...first })).toContainEqual(onRoot);
    expect(needsOf(guest, { ...inputs, ...second }, first)).toContainEqual(onRoot);
    expect(needsOf(guest, inputs, first)).toContainEqual(onRoot);
    expect(needsOf(guest, { ...inputs, ...first }, first)).not.toContainEqual(onRoot);
  });
});
