import { request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import { setTimeout } from "node:timers/promises";

import { UserError } from "../../model/basics/user-error";
import { isOwnGuest, isOwnName, type ListedGuest, ownPrefix, refuseForeign } from "./own";

/** Where a node's API answers. */
export interface ContractNode {
  /** `https://10.50.0.1:8006` */
  readonly endpoint: string;
  /** `USER@REALM!TOKENID=UUID` */
  readonly apiToken: string;
  /** Name of the node in Proxmox. */
  readonly name: string;
  /** Storage that snippets and images are put on. */
  readonly snippetDatastore: string;
}

/** What the token may do: privileges by path. */
export type Permissions = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Longest that one request, and one task that it started, may take. */
const patience = { request: 20_000, task: 180_000 };

/** The one way of the suite to a node's API: it removes nothing but its own. */
export class NodeClient {
  readonly #node: ContractNode;
  readonly #say: (line: string) => void;

  constructor(node: ContractNode, say: (line: string) => void) {
    this.#node = node;
    this.#say = say;
  }

  async permissions(): Promise<Permissions> {
    return (await this.#call("GET", "/access/permissions")) as Permissions;
  }

  /** Guests of the suite's, theirs alone; throws where one cannot be told from somebody else's. */
  async ownGuests(): Promise<readonly ListedGuest[]> {
    const all = (await this.#call("GET", `${this.#place}/qemu`)) as readonly ListedGuest[];
    return all.filter(isOwnGuest).sort((a, b) => a.vmid - b.vmid);
  }

  /** Snippets and images of the suite's. */
  async ownFiles(): Promise<readonly string[]> {
    const place = `${this.#place}/storage/${this.#node.snippetDatastore}/content`;
    const all = (await this.#call("GET", place)) as readonly { readonly volid: string }[];
    return all
      .map(({ volid }) => volid)
      .filter(isOwnFile)
      .sort();
  }

  /** Removes what an interrupted run has left; answers with what that was. */
  async sweep(): Promise<readonly string[]> {
    const guests = await this.ownGuests();
    for (const guest of guests) await this.#removeGuest(guest);
    const files = await this.ownFiles();
    for (const volid of files) {
      this.#say(`removing ${volid}`);
      const place = `${this.#place}/storage/${this.#node.snippetDatastore}/content`;
      await this.#finish(await this.#call("DELETE", `${place}/${encodeURIComponent(volid)}`));
    }
    return [...guests.map(({ vmid, name }) => `${String(vmid)} ${name ?? ""}`), ...files];
  }

  async #removeGuest({ vmid }: ListedGuest): Promise<void> {
    const place = `${this.#place}/qemu/${String(vmid)}`;
    // Asked once more: between the list and now the number may have become somebody else's.
    const { name, protection } = (await this.#call("GET", `${place}/config`)) as {
      readonly name?: string;
      readonly protection?: number;
    };
    refuseForeign(`guest ${String(vmid)}`, name, isOwnGuest({ vmid, ...(name && { name }) }));
    this.#say(`removing guest ${String(vmid)} ${String(name)}`);
    if (protection === 1) await this.#call("PUT", `${place}/config?protection=0`);
    await this.#finish(await this.#call("POST", `${place}/status/stop`));
    const everything = "purge=1&destroy-unreferenced-disks=0";
    await this.#finish(await this.#call("DELETE", `${place}?${everything}`));
  }

  get #place(): string {
    return `/nodes/${this.#node.name}`;
  }

  /** Waits for the task that a change has started, and throws what it failed with. */
  async #finish(task: unknown): Promise<void> {
    if (typeof task !== "string" || !task.startsWith("UPID:")) return;
    const end = Date.now() + patience.task;
    const place = `${this.#place}/tasks/${encodeURIComponent(task)}/status`;
    while (Date.now() < end) {
      const { status, exitstatus } = (await this.#call("GET", place)) as {
        readonly status: string;
        readonly exitstatus?: string;
      };
      // A guest that does not run cannot be stopped, which is just as well.
      if (status === "stopped") {
        if (exitstatus === "OK" || task.includes(":qmstop:")) return;
        throw new Error(`contract: ${task}: ${String(exitstatus)}`);
      }
      await setTimeout(500);
    }
    throw new Error(`contract: ${task} did not end within ${String(patience.task / 1_000)} s`);
  }

  async #call(method: string, path: string): Promise<unknown> {
    const url = new URL(`${this.#node.endpoint.replace(/\/$/, "")}/api2/json${path}`);
    const { status, body } = await ask(method, url, this.#node.apiToken);
    if (status === 200) return (JSON.parse(body) as { readonly data: unknown }).data;
    throw new UserError(
      `contract: ${method} ${url.pathname} must answer 200, got ${String(status)}. See the node's log; 401 is a token of another node, 403 a right that bootstrap did not give.`,
    );
  }
}

/** `local:snippets/moco-contract-….yaml`, `local:import/moco-contract-….qcow2`. */
function isOwnFile(volid: string): boolean {
  const file = /^[^:/]+:(?:snippets|import)\/([^/]+)\.(?:yaml|qcow2)$/.exec(volid)?.[1];
  return file?.startsWith(ownPrefix) === true && isOwnName(file);
}

/** The node's certificate is its own, as the provider is told too. */
function ask(
  method: string,
  url: URL,
  token: string,
): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const request = url.protocol === "https:" ? requestSecure : requestPlain;
    const headers = { Authorization: `PVEAPIToken=${token}` };
    const options = { method, headers, rejectUnauthorized: false, timeout: patience.request };
    const sent = request(url, options, (reply) => {
      let body = "";
      reply.setEncoding("utf8");
      reply.on("data", (part: string) => (body += part));
      reply.on("end", () => {
        resolve({ status: reply.statusCode ?? 0, body });
      });
      reply.on("error", reject);
    });
    sent.on("timeout", () => sent.destroy(new Error(`${url.host} does not answer`)));
    sent.on("error", reject);
    sent.end();
  });
}
