import { renderReadyScript } from "../../../components/proxmox-vm/ready-script";

const file = { path: "/etc/x y", mode: "0640", content: "a 'b' $c\nlast" } as const;

const disks = { system: 16, data: 64 };

describe("renderReadyScript", () => {
  it("carries files word for word, with what checks them and makes them count, and then uses all of its disks", () => {
    const script = renderReadyScript(
      [{ ...file, check: "visudo -cf", onChange: "echo 'it changed'" }],
      disks,
    );
    expect(script.slice(script.indexOf("main() {"))).toBe(`main() {
  wait_for_first_boot

  put '/etc/x y' 0640 'visudo -cf' <<'MOCO_END_OF_FILE'
a 'b' $c
last
MOCO_END_OF_FILE
  apply 'echo '\\''it changed'\\'''

  /usr/local/sbin/moco-system-disk 16 || exit 1
  /usr/local/sbin/moco-data-disk grow 64
}

main </dev/null
`);
  });

  it("refuses a file that would end itself early", () => {
    expect(() =>
      renderReadyScript([{ ...file, content: "a\nMOCO_END_OF_FILE\nb" }], disks),
    ).toThrow("/etc/x y must not contain the line MOCO_END_OF_FILE");
  });
});
