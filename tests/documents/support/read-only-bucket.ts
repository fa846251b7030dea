import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

/** A bucket as a token with "Object Read only" sees it: what is in a folder can be listed and read, nothing written. */
export class ReadOnlyBucket {
  /** Every request for a change: `PUT .pulumi/locks/…`. */
  readonly refused: string[] = [];
  readonly #server: Server;

  private constructor(folder: string) {
    this.#server = createServer((request, response) => {
      const url = new URL(request.url ?? "/", "http://bucket");
      const key = decodeURIComponent(url.pathname).replace(/^\/state\/?/, "");
      if (request.method !== "GET" && request.method !== "HEAD") {
        this.refused.push(`${String(request.method)} ${key}`);
        fail(response, 403, "AccessDenied");
      } else if (key === "") {
        response.end(listing(folder, url.searchParams));
      } else if (existsSync(join(folder, key)) && statSync(join(folder, key)).isFile()) {
        const body = readFileSync(join(folder, key));
        response.setHeader("Last-Modified", statSync(join(folder, key)).mtime.toUTCString());
        response.setHeader("Content-Length", body.length);
        response.end(request.method === "HEAD" ? undefined : body);
      } else {
        fail(response, 404, "NoSuchKey");
      }
    });
  }

  static async open(folder: string): Promise<ReadOnlyBucket> {
    const bucket = new ReadOnlyBucket(folder);
    await new Promise<void>((resolve) => bucket.#server.listen(0, "127.0.0.1", resolve));
    return bucket;
  }

  /** As the documents write the backend's address, by path because there is no name for it here. */
  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `s3://state?endpoint=http://127.0.0.1:${String(port)}&region=auto&s3ForcePathStyle=true`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

function fail(response: ServerResponse, status: number, code: string): void {
  response.statusCode = status;
  response.end(
    `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
  );
}

/** ListObjectsV2, all on one page. */
function listing(folder: string, query: URLSearchParams): string {
  const prefix = query.get("prefix") ?? "";
  const delimiter = query.get("delimiter") ?? "";
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((key) => key.startsWith(prefix));
  const folders = new Set<string>();
  const contents = names.filter((key) => {
    const end = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
    if (end >= 0) folders.add(key.slice(0, end + 1));
    return end < 0;
  });
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>false</IsTruncated><KeyCount>${String(contents.length)}</KeyCount>${[
    ...contents.map(
      (key) =>
        `<Contents><Key>${key}</Key><Size>${String(statSync(join(folder, key)).size)}</Size><LastModified>2026-01-01T00:00:00.000Z</LastModified><ETag>"0"</ETag></Contents>`,
    ),
    ...[...folders].map((name) => `<CommonPrefixes><Prefix>${name}</Prefix></CommonPrefixes>`),
  ].join("")}</ListBucketResult>`;
}
