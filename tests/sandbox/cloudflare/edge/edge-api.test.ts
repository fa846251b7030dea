import { createEdgeApi } from "../../../../sandbox/cloudflare/edge/edge-api";

const api = createEdgeApi({ baseUrl: "http://127.0.0.1:1/client/v4/", apiToken: "token" });

function answerWith(status: number, body: unknown): jest.SpyInstance {
  return jest
    .spyOn(globalThis, "fetch")
    .mockImplementation(() => Promise.resolve(new Response(JSON.stringify(body), { status })));
}

const refused = (status: number, message: string, code: number) =>
  answerWith(status, { success: false, errors: [{ code, message }], result: null });

afterEach(() => jest.restoreAllMocks());

describe("createEdgeApi", () => {
  it("sends the inputs with the token", async () => {
    const fetch = answerWith(200, {
      success: true,
      errors: [],
      result: { id: "1", properties: {} },
    });
    expect(await api.create("dnsRecord", { name: "a" })).toEqual({ id: "1", properties: {} });
    expect(fetch).toHaveBeenCalledWith(
      new URL("http://127.0.0.1:1/client/v4/objects/dnsRecord"),
      expect.objectContaining({
        method: "POST",
        body: '{"name":"a"}',
        headers: { authorization: "Bearer token", "content-type": "application/json" },
      }),
    );
  });

  it("throws the API's words and code", async () => {
    refused(400, "the tunnel has active connections", 1022);
    await expect(api.remove("zeroTrustTunnelCloudflared", "1")).rejects.toThrow(
      "the tunnel has active connections (1022)",
    );
  });

  it("takes an object that is gone as gone", async () => {
    refused(404, "dnsRecord 1 not found", 1003);
    expect(await api.read("dnsRecord", "1")).toBeUndefined();
    await expect(api.remove("dnsRecord", "1")).resolves.toBeUndefined();
  });

  it("says what to do when nothing answers", async () => {
    jest.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("fetch failed"));
    await expect(api.status()).rejects.toThrow(
      "the edge's API at http://127.0.0.1:1/client/v4/ does not answer. Start it with `npm run sandbox -- up`.",
    );
  });
});
