import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { fetchGo } from "../../../../sandbox/computer/go/fetch-go";
import { goArchive } from "../../../../sandbox/computer/go/go-toolchain";

describe("fetchGo", () => {
  const goProxy = process.env["GOPROXY"];
  let directory: string;
  let server: Server;
  let url: string;
  const answers: Record<string, string> = {};

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), "moco-go-"));
    server = createServer((request, response) => {
      const body = answers[request.url ?? ""];
      response.writeHead(body === undefined ? 404 : 200).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const proxy = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    process.env["GOPROXY"] = proxy;
    url = goArchive(process, proxy)?.url ?? "";
  });

  afterEach(async () => {
    if (goProxy === undefined) delete process.env["GOPROXY"];
    else process.env["GOPROXY"] = goProxy;
    await new Promise((resolve) => server.close(resolve));
    rmSync(directory, { recursive: true, force: true });
  });

  const fetching = (): Promise<void> => fetchGo(join(directory, "go"), () => undefined);

  it("says where the archive was looked for", async () => {
    await expect(fetching()).rejects.toThrow(
      `Go: ${url} cannot be fetched (curl: (22) The requested URL returned error: 404). Install Go 1.26 or newer (https://go.dev/dl) and run again.`,
    );
  });

  it("says what keeps it from being reached", async () => {
    await new Promise((resolve) => server.close(resolve));
    await expect(fetching()).rejects.toThrow(
      new RegExp(
        `^Go: ${url} cannot be fetched \\(curl: \\(7\\) Failed to connect to 127\\.0\\.0\\.1 [^)]*\\)\\. Install Go 1\\.26`,
      ),
    );
  });

  it("refuses an archive that is not the one it knows, and leaves nothing behind", async () => {
    answers[new URL(url).pathname] = "something else";
    const { sha256 } = goArchive(process) ?? {};
    await expect(fetching()).rejects.toThrow(
      `Go: ${url} has the checksum f41f3fa625ff120ddca7ef456bf66371ecea23c129f4e4c32367101edb516cf8, expected ${String(sha256)}. Install Go 1.26 or newer (https://go.dev/dl) and run again.`,
    );
    expect(existsSync(join(directory, "go"))).toBe(false);
    expect(readdirSync(directory)).toEqual([]);
  });
});
