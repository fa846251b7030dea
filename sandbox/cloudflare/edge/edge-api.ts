/** Properties of an object in the edge's record, by the SDK's names. */
export type EdgeProperties = Readonly<Record<string, unknown>>;

/** One object of the record, `secrets` only right after the edge made them. */
export interface EdgeObject {
  readonly id: string;
  readonly properties: EdgeProperties;
  readonly secrets?: EdgeProperties;
}

/** What is alive at the edge right now. */
export interface EdgeStatus {
  readonly tunnels: readonly {
    readonly id: string;
    readonly name: string;
    readonly connections: readonly { readonly id: string; readonly originIp: string }[];
  }[];
  /** What is routed on this machine, as an operator's WARP client would. */
  readonly privateRoutes: readonly { readonly network: string; readonly via: string }[];
  readonly hostnames: readonly {
    readonly name: string;
    readonly tunnelId: string;
    readonly live: boolean;
  }[];
}

/** Where the API answers and how to be let in. */
export interface EdgeAccess {
  /** Like the real one, it ends in `/client/v4`. */
  readonly baseUrl: string;
  readonly apiToken: string;
}

/** The edge's record, as the provider and the tests use it. */
export interface EdgeApi {
  readonly create: (kind: string, inputs: EdgeProperties) => Promise<EdgeObject>;
  readonly update: (kind: string, id: string, inputs: EdgeProperties) => Promise<EdgeObject>;
  /** `undefined` when there is no such object. */
  readonly read: (kind: string, id: string) => Promise<EdgeObject | undefined>;
  readonly list: (kind: string) => Promise<readonly EdgeObject[]>;
  /** Does nothing when there is no such object. */
  readonly remove: (kind: string, id: string) => Promise<void>;
  readonly status: () => Promise<EdgeStatus>;
}

/** A refusal by the API: its text and Cloudflare's code. */
export class EdgeRefusal extends Error {
  readonly code: number;
  readonly status: number;

  constructor(message: string, code: number, status: number) {
    super(`${message} (${String(code)})`);
    this.name = "EdgeRefusal";
    this.code = code;
    this.status = status;
  }
}

interface Envelope {
  readonly success: boolean;
  readonly errors: readonly { readonly code: number; readonly message: string }[];
  readonly result: unknown;
}

/** Client of the edge's API; contacts nothing until it is used. */
export function createEdgeApi({ baseUrl, apiToken }: EdgeAccess): EdgeApi {
  const call = async (method: string, path: string, body?: EdgeProperties): Promise<unknown> => {
    const response = await fetch(new URL(path, `${baseUrl.replace(/\/$/, "")}/`), {
      method,
      headers: { authorization: `Bearer ${apiToken}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      throw new Error(
        `the edge's API at ${baseUrl} does not answer. Start it with \`npm run sandbox -- up\`.`,
        { cause: error },
      );
    });
    const envelope = (await response.json()) as Envelope;
    if (envelope.success) return envelope.result;
    const [refusal = { code: 0, message: "no reason given" }] = envelope.errors;
    throw new EdgeRefusal(refusal.message, refusal.code, response.status);
  };
  const objectPath = (kind: string, id?: string): string =>
    ["objects", kind, ...(id === undefined ? [] : [encodeURIComponent(id)])].join("/");

  return {
    create: async (kind, inputs) => (await call("POST", objectPath(kind), inputs)) as EdgeObject,
    update: async (kind, id, inputs) =>
      (await call("PUT", objectPath(kind, id), inputs)) as EdgeObject,
    read: async (kind, id) =>
      unlessGone(async () => (await call("GET", objectPath(kind, id))) as EdgeObject),
    list: async (kind) => (await call("GET", objectPath(kind))) as readonly EdgeObject[],
    remove: async (kind, id) => {
      await unlessGone(() => call("DELETE", objectPath(kind, id)));
    },
    status: async () => (await call("GET", "/status")) as EdgeStatus,
  };
}

async function unlessGone<T>(run: () => Promise<T>): Promise<T | undefined> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof EdgeRefusal && error.status === 404) return undefined;
    throw error;
  }
}
