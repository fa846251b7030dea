import { own, uses } from "../../../model/service/relation";
import { aService } from "../../support/a-service";

const cache = {
  ...aService({ name: "cache" }),
  endpoints: { tcp: { container: "web", port: 6379 } },
};

describe("own", () => {
  it("brings the service along", () => {
    expect(own(cache, "tcp")).toEqual({ kind: "own", service: cache, endpoint: "tcp" });
  });
});

describe("uses", () => {
  it("names the service, which the location places", () => {
    expect(uses(cache, "tcp")).toEqual({ kind: "uses", service: "cache", endpoint: "tcp" });
  });
});
