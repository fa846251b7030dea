import { renderRoute } from "../../../../sandbox/computer/network/closing-routes";
import {
  renderWorldNetwork,
  wrongSubnet,
} from "../../../../sandbox/computer/network/world-network";

describe("renderWorldNetwork", () => {
  it("labels the network and gives the host the address that the edge listens on", () => {
    expect(renderWorldNetwork().join(" ")).toBe(
      "--label moco-infra.sandbox=true --subnet 172.29.0.0/24 --gateway 172.29.0.1 --opt com.docker.network.bridge.name=moco-wan moco-sandbox-wan",
    );
  });
});

describe("wrongSubnet", () => {
  it("says what was expected, what is there, and how to mend it", () => {
    expect(wrongSubnet("172.18.0.0/16")).toBe(
      'network moco-sandbox-wan: range must be 172.29.0.0/24, got 172.18.0.0/16. Remove it with "docker network rm moco-sandbox-wan".',
    );
  });
});

describe("renderRoute", () => {
  it("closes a range below every other route", () => {
    expect(renderRoute("replace", "10.50.0.0/16").join(" ")).toBe(
      "route replace unreachable 10.50.0.0/16 metric 9999",
    );
  });
});
