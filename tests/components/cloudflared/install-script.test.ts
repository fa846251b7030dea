import { execFileSync } from "node:child_process";

import {
  renderInstallScript,
  renderRemoveScript,
} from "../../../components/cloudflared/install-script";
import { itWith } from "../../support/it-with";

const release = {
  version: "2026.10.1",
  url: "https://example.org/cloudflared-linux-amd64",
  sha256: "ab".repeat(32),
};
const script = renderInstallScript(release, "[Unit]\nDescription=$x `y`\n");
const linted = itWith("shellcheck");

function lint(text: string): string {
  return execFileSync("shellcheck", ["--shell=bash", "-"], { input: text, encoding: "utf8" });
}

describe("renderInstallScript", () => {
  it("keeps every release in a directory of its own, named after version and content", () => {
    expect(script).toContain("\ndirectory='/opt/cloudflared/2026.10.1-abababababab'\n");
    expect(script).toContain("\nurl='https://example.org/cloudflared-linux-amd64'\n");
    expect(script).toContain(`\nsha256='${"ab".repeat(32)}'\n`);
  });

  it("writes the unit as it is", () => {
    expect(script).toContain("<<'UNIT'\n[Unit]\nDescription=$x `y`\nUNIT\n");
  });

  linted("is clean for shellcheck", () => {
    expect(lint(script)).toBe("");
  });
});

describe("renderRemoveScript", () => {
  it("ends the connections and leaves no token behind", () => {
    expect(renderRemoveScript()).toBe(`#!/bin/bash
set -euo pipefail
systemctl disable --quiet --now cloudflared.service 2>/dev/null || true
rm -f /etc/systemd/system/cloudflared.service /etc/cloudflared/token
systemctl daemon-reload
`);
  });

  linted("is clean for shellcheck", () => {
    expect(lint(renderRemoveScript())).toBe("");
  });
});
