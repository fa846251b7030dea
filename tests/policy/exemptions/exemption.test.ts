import { isFor, stackOf } from "../../../policy/exemptions/exemption";

const urn =
  "urn:pulumi:pm1::moco-infra::moco:index:ComposeService$docker:index/volume:Volume::data";
const exemption = { reason: "", owner: "", expires: "", rule: "a-rule", stack: "pm1" };

describe("isFor", () => {
  it.each([
    "data",
    "Volume::data",
    "docker:index/volume:Volume::data",
    "moco:index:ComposeService$docker:index/volume:Volume::data",
    urn,
  ])("knows a resource as %s", (resource) => {
    expect(isFor({ ...exemption, resource }, "a-rule", { urn, name: "data" })).toBe(true);
  });

  it.each(["ata", "a", "", "other"])("does not take %p for it", (resource) => {
    expect(isFor({ ...exemption, resource }, "a-rule", { urn, name: "data" })).toBe(false);
  });

  it("holds for its own rule and stack only", () => {
    const resource = "data";
    expect(isFor({ ...exemption, resource }, "b-rule", { urn, name: "data" })).toBe(false);
    expect(isFor({ ...exemption, resource, stack: "pm2" }, "a-rule", { urn, name: "data" })).toBe(
      false,
    );
  });
});

describe("stackOf", () => {
  it("takes the stack's name out of a URN", () => {
    expect(stackOf(urn)).toBe("pm1");
  });
});
