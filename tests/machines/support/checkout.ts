import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { repositoryRoot } from "@moco-sandbox/world";

const parts = [
  "Pulumi.yaml",
  "components",
  "guest",
  "index.ts",
  "model",
  "package.json",
  "policy",
  "services",
  "stacks",
  "tools/runtime",
  "tsconfig.json",
];

/** A copy of the program in which one thing is changed, as a branch would be. */
export class Checkout {
  readonly directory: string;

  constructor() {
    this.directory = mkdtempSync(join(tmpdir(), "moco-checkout-"));
    for (const part of parts) {
      cpSync(join(repositoryRoot, part), join(this.directory, part), { recursive: true });
    }
    symlinkSync(join(repositoryRoot, "node_modules"), join(this.directory, "node_modules"));
  }

  /** Replaces a text that must be there; a change that changes nothing would prove nothing. */
  edit(file: string, from: string, to: string): this {
    const path = join(this.directory, file);
    const text = readFileSync(path, "utf8");
    if (!text.includes(from)) throw new Error(`${file} does not contain: ${from}`);
    writeFileSync(path, text.replace(from, to));
    return this;
  }

  /** Adds a file of the repository that the program does not consist of. */
  copy(file: string): this {
    return this.write(file, readFileSync(join(repositoryRoot, file), "utf8"));
  }

  /** Adds a file. */
  write(file: string, text: string): this {
    const path = join(this.directory, file);
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, text);
    return this;
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
