import { renderEdgeArguments } from "../../../../sandbox/cloudflare/edge/edge-arguments";

describe("renderEdgeArguments", () => {
  it("listens on loopback and, for connectors, on the sandbox's own network; routes locations only", () => {
    expect(renderEdgeArguments(["10.50.0.0/24", "10.51.0.0/24"]).join(" ")).toBe(
      "-api 127.0.0.1:8787 -public 127.0.0.1:8080 -public-tls 127.0.0.1:443" +
        " -connectors 172.29.0.1:7844 -state /state" +
        " -api-token-file /state/api-token -account acc00000000000000000000000000001" +
        " -zone moco.localhost=5eed0000000000000000000000000001" +
        " -private 10.50.0.0/24 -private 10.51.0.0/24 -team moco",
    );
  });
});
