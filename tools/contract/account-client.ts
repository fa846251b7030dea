import { UserError } from "../../model/basics/user-error";
import { isOwnName, isOwnRecord, refuseForeign } from "./own";

/** Where the account's API answers, and what of it is named. */
export interface ContractAccount {
  /** Ends in `/client/v4`. */
  readonly apiUrl: string;
  readonly apiToken: string;
  readonly accountId: string;
  readonly zone: { readonly id: string; readonly name: string };
}

/** What the suite makes, in the order in which it can be removed. */
export const kinds = ["record", "application", "policy", "tunnel"] as const;
export type Kind = (typeof kinds)[number];

/** An object as the API shows it. */
export type Shown = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly name?: string;
};

/** A refusal of the API's, with its code. */
export class AccountRefusal extends Error {
  readonly code: number;

  constructor(what: string, code: number, message: string) {
    super(`${what}: ${message} (${String(code)})`);
    this.code = code;
  }
}

interface Answer {
  readonly success: boolean;
  readonly errors: readonly { readonly code: number; readonly message: string }[];
  readonly result: unknown;
  readonly result_info?: { readonly total_pages?: number };
}

/** Longest that one request may take. */
const patience = 20_000;

/** Most requests of one run: a loop that does not end would be one against somebody's account. */
const mostRequests = 150;

/** Most pages of one list: 50 objects each. */
const mostPages = 40;

/** The one way of the suite to a Cloudflare account: it makes and removes nothing but its own. */
export class AccountClient {
  readonly #account: ContractAccount;
  readonly #say: (line: string) => void;
  #requests = 0;

  constructor(account: ContractAccount, say: (line: string) => void) {
    this.#account = account;
    this.#say = say;
  }

  /** Throws unless the zone's id belongs to the zone that was named. */
  async checkZone(): Promise<void> {
    const { id, name } = this.#account.zone;
    const zone = (await this.#call("GET", `/zones/${id}`)).result as { readonly name: string };
    if (zone.name === name) return;
    throw new UserError(
      `contract: the zone ${id} must be ${name}, got ${zone.name}. Mend its id in Pulumi.account.yaml.`,
    );
  }

  /** Everything of a kind, also what is not the suite's. */
  async list(kind: Kind): Promise<readonly Shown[]> {
    const found: Shown[] = [];
    for (let page = 1; page <= mostPages; page += 1) {
      const query = `?per_page=50&page=${String(page)}${kind === "tunnel" ? "&is_deleted=false" : ""}`;
      const { result, result_info } = await this.#call("GET", this.#place(kind) + query);
      found.push(...(result as readonly Shown[]));
      if (page >= (result_info?.total_pages ?? 1)) return found;
    }
    throw new UserError(
      `contract: there are too many objects of the kind ${kind} to look through.`,
    );
  }

  isOwn(kind: Kind, name: unknown): boolean {
    return kind === "record" ? isOwnRecord(name, this.#account.zone.name) : isOwnName(name);
  }

  async create(kind: Kind, body: Readonly<Record<string, unknown>>): Promise<Shown> {
    refuseForeign(`a ${kind}`, body["name"], this.isOwn(kind, body["name"]));
    this.#say(`making the ${kind} ${String(body["name"])}`);
    return (await this.#call("POST", this.#place(kind), body)).result as Shown;
  }

  async read(kind: Kind, id: string): Promise<Shown> {
    return (await this.#call("GET", `${this.#place(kind)}/${id}`)).result as Shown;
  }

  /** Asks the API for the name once more before it removes anything. */
  async remove(kind: Kind, id: string): Promise<void> {
    const { name } = await this.read(kind, id);
    refuseForeign(`the ${kind} ${id}`, name, this.isOwn(kind, name));
    this.#say(`removing the ${kind} ${String(name)}`);
    await this.#call("DELETE", `${this.#place(kind)}/${id}`);
  }

  /** Removes whatever a run has left, its own first or an interrupted one's; answers with the names. */
  async sweep(): Promise<readonly string[]> {
    const names: string[] = [];
    for (const kind of kinds) {
      for (const { id, name } of await this.list(kind)) {
        if (!this.isOwn(kind, name)) continue;
        await this.remove(kind, id);
        names.push(`${kind} ${String(name)}`);
      }
    }
    return names;
  }

  #place(kind: Kind): string {
    const account = `/accounts/${this.#account.accountId}`;
    const places = {
      record: `/zones/${this.#account.zone.id}/dns_records`,
      application: `${account}/access/apps`,
      policy: `${account}/access/policies`,
      tunnel: `${account}/cfd_tunnel`,
    };
    return places[kind];
  }

  async #call(method: string, path: string, body?: object): Promise<Answer> {
    this.#requests += 1;
    if (this.#requests > mostRequests) {
      throw new Error(`contract: more than ${String(mostRequests)} requests; something is wrong.`);
    }
    const response = await fetch(this.#account.apiUrl + path, {
      method,
      headers: {
        authorization: `Bearer ${this.#account.apiToken}`,
        "content-type": "application/json",
      },
      signal: AbortSignal.timeout(patience),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Answer;
    if (answer.success) return answer;
    const { code, message } = answer.errors[0] ?? { code: 0, message: "no reason given" };
    throw new AccountRefusal(`${method} ${path.replace(/\?.*/, "")}`, code, message);
  }
}
