import { renderProblems } from "../../../model/basics/problem";
import { checkSecrets } from "../../../stacks/config/check-secrets";
import type { StackSecret } from "../../../stacks/config/stack-secret";

const needs: readonly StackSecret[] = [
  { key: "proxmoxToken", kind: "provided", description: "API token of Proxmox" },
  { key: "secret-notes-token", kind: "password", description: "secret of notes" },
];

describe("checkSecrets", () => {
  it("accepts exactly the secrets that are needed", () => {
    const secretKeys = new Set(["proxmoxToken", "secret-notes-token"]);
    expect(checkSecrets("pm1", needs, { document: {}, secretKeys })).toEqual([]);
  });

  it("names what is missing, what lies open and what nothing reads, and never a value", () => {
    const config = {
      document: { "secret-notes-token": "hunter2" },
      secretKeys: new Set(["secret-note-token"]),
    };
    expect(renderProblems(checkSecrets("pm1", needs, config))).toBe(
      [
        '  proxmoxToken is missing (API token of Proxmox). Run "npm run secrets -- init pm1".',
        '  secret-note-token is a secret that nothing reads. Correct the spelling, or remove it: "pulumi config rm secret-note-token --stack pm1".',
        '  secret-notes-token must be encrypted. Make a new value, for this one is known: "pulumi config set --secret secret-notes-token --stack pm1".',
      ].join("\n"),
    );
  });
});
