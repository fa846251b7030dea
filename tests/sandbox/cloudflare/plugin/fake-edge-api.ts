import type {
  EdgeApi,
  EdgeObject,
  EdgeProperties,
} from "../../../../sandbox/cloudflare/edge/edge-api";

/** A record in memory that computes as little as a test needs; `calls` is what was asked of it. */
export class FakeEdgeApi implements EdgeApi {
  readonly calls: string[] = [];
  readonly objects = new Map<string, EdgeProperties>();

  create(kind: string, inputs: EdgeProperties): Promise<EdgeObject> {
    this.calls.push(`create ${kind}`);
    return Promise.resolve(this.#write(`${kind}-1`, kind, inputs));
  }

  update(kind: string, id: string, inputs: EdgeProperties): Promise<EdgeObject> {
    this.calls.push(`update ${kind} ${id}`);
    return Promise.resolve(this.#write(id, kind, inputs));
  }

  read(kind: string, id: string): Promise<EdgeObject | undefined> {
    this.calls.push(`read ${kind} ${id}`);
    const properties = this.objects.get(id);
    return Promise.resolve(properties === undefined ? undefined : { id, properties });
  }

  list(): Promise<never> {
    return Promise.reject(new Error("no handler asks for it"));
  }

  remove(kind: string, id: string): Promise<void> {
    this.calls.push(`remove ${kind} ${id}`);
    this.objects.delete(id);
    return Promise.resolve();
  }

  status(): Promise<never> {
    return Promise.reject(new Error("no handler asks for it"));
  }

  #write(id: string, kind: string, inputs: EdgeProperties): EdgeObject {
    const shown = { ...inputs, tunnelSecret: undefined };
    const isToken = kind === "zeroTrustAccessServiceToken";
    const rotated = isToken && (!this.objects.has(id) || inputs["clientSecretVersion"] === 2);
    const properties: EdgeProperties = {
      ...shown,
      ...(typeof inputs["name"] === "string" ? { name: inputs["name"].toLowerCase() } : {}),
      ...(isToken ? { clientId: "id.access", duration: inputs["duration"] ?? "8760h" } : {}),
      ...(kind === "zeroTrustAccessApplication" ? { aud: "audience" } : {}),
    };
    this.objects.set(id, properties);
    const secrets = { clientSecret: inputs["clientSecretVersion"] === 2 ? "secret-2" : "secret-1" };
    return { id, properties, ...(rotated ? { secrets } : {}) };
  }
}
