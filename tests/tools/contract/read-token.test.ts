import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { cloudflareTokenForm, readToken } from "../../../tools/contract/read-token";

const token = "a".repeat(40);

describe("readToken", () => {
  const folder = mkdtempSync(join(tmpdir(), "moco-token-"));
  const file = join(folder, "token");

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const write = (text: string, mode = 0o600): void => {
    writeFileSync(file, text);
    chmodSync(file, mode);
  };

  it("takes one line", () => {
    write(`${token}\n`);
    expect(readToken("TOKEN", file, cloudflareTokenForm)).toBe(token);
  });

  it("refuses a file that others can read", () => {
    write(token, 0o640);
    expect(() => readToken("TOKEN", file, cloudflareTokenForm)).toThrow(
      `contract: TOKEN must be a file that nobody else can read, got ${file}. Run "chmod 600 ${file}".`,
    );
  });

  it("never says what is in it", () => {
    write("Bearer secret-of-mine");
    expect(() => readToken("TOKEN", file, cloudflareTokenForm)).toThrow(
      `contract: TOKEN must hold one token and nothing else, got a file of another form. Write the token into ${file} again.`,
    );
  });

  it("refuses a file that is not there", () => {
    expect(() => readToken("TOKEN", join(folder, "none"), cloudflareTokenForm)).toThrow(
      `contract: TOKEN cannot be read, got ${join(folder, "none")}. Create the file.`,
    );
  });
});
