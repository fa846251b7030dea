import { randomBytes } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join, posix } from "node:path";
import { promisify } from "node:util";

import type { SFTPWrapper } from "ssh2";
import type {
  OperationContext,
  ResourceHandler,
  Values,
} from "@moco-sandbox/provider-framework/plugin";

import { contentHash, parseSource, type Source } from "./asset";
import { parseConnection } from "./connection";
import { withConnection } from "./connection-pool";

/** `command:remote:CopyToRemote`: files on another machine, over SFTP. Nothing is removed on delete. */
export const copyToRemote: ResourceHandler<unknown> = {
  create: async (inputs, context) => {
    await copy(inputs, context);
    return { id: randomBytes(4).toString("hex") };
  },
  update: async (_id, inputs, state, context) => {
    const same =
      contentHash(inputs["source"]) === contentHash(state["source"]) &&
      inputs["remotePath"] === state["remotePath"];
    if (!same) await copy(inputs, context);
    return {};
  },
};

async function copy(inputs: Values, context: OperationContext<unknown>): Promise<void> {
  const source = parseSource(inputs["source"]);
  await withConnection(parseConnection(inputs["connection"]), context, async (client) => {
    const sftp = await promisify<SFTPWrapper>((done) => {
      client.sftp(done as Parameters<typeof client.sftp>[0]);
    })();
    try {
      await put(sftp, source, String(inputs["remotePath"]));
    } finally {
      sftp.end();
    }
  });
}

async function put(sftp: SFTPWrapper, source: Source, target: string): Promise<void> {
  const there = await kindOf(sftp, target);
  if (source.kind === "files") {
    if (there === "file") {
      throw new Error(
        `remote path ${target} exists but is not a directory; cannot copy asset archive contents`,
      );
    }
    for (const [name, file] of Object.entries(source.files)) {
      await put(sftp, file, posix.join(target, name));
    }
    return;
  }
  if (source.kind === "text") {
    if (there === "directory") {
      throw new Error(
        `remote path ${target} is a directory; when using a text asset, remotePath must be a file path`,
      );
    }
    await write(sftp, target, Buffer.from(source.text));
    return;
  }
  if ((await stat(source.path)).isDirectory()) {
    const folder = source.path.endsWith("/") ? target : posix.join(target, basename(source.path));
    await makeFolders(sftp, folder);
    for (const name of await readdir(source.path)) {
      const path = join(source.path, name);
      const isFolder = (await stat(path)).isDirectory();
      await put(
        sftp,
        { kind: "path", path: isFolder ? `${path}/` : path },
        posix.join(folder, name),
      );
    }
    return;
  }
  const file = there === "directory" ? posix.join(target, basename(source.path)) : target;
  await write(sftp, file, await readFile(source.path));
}

async function write(sftp: SFTPWrapper, path: string, content: Buffer): Promise<void> {
  await makeFolders(sftp, posix.dirname(path));
  await new Promise<void>((resolve, reject) => {
    sftp.writeFile(path, content, (error) => {
      if (error) reject(new Error(`failed to create remote file ${path}: ${error.message}`));
      else resolve();
    });
  });
}

async function makeFolders(sftp: SFTPWrapper, path: string): Promise<void> {
  const there = await kindOf(sftp, path);
  if (there === "directory") return;
  if (there === "file") throw new Error(`remote path ${path} exists but is not a directory`);
  await makeFolders(sftp, posix.dirname(path));
  await new Promise<void>((resolve, reject) => {
    sftp.mkdir(path, (error) => {
      if (error) reject(new Error(`failed to create remote directory ${path}: ${error.message}`));
      else resolve();
    });
  });
}

function kindOf(sftp: SFTPWrapper, path: string): Promise<"file" | "directory" | "missing"> {
  return new Promise((resolve) => {
    sftp.stat(path, (error, found) => {
      resolve(error ? "missing" : found.isDirectory() ? "directory" : "file");
    });
  });
}
