import { ZoneDefaults } from "../../../components/zone-defaults/zone-defaults";
import { inputsOf, recordResources } from "../../support/recorded-resources";

const settingType = "cloudflare:index/zoneSetting:ZoneSetting";

describe("ZoneDefaults", () => {
  it("allows HTTPS only, from TLS 1.2 on", async () => {
    const resources = await recordResources(() => new ZoneDefaults("zone", { zoneId: "id" }));
    const settings = resources
      .filter(({ type }) => type === settingType)
      .map(({ inputs }) => [inputs["settingId"], inputs["value"]]);
    expect(Object.fromEntries(settings)).toEqual({
      always_use_https: "on",
      automatic_https_rewrites: "on",
      min_tls_version: "1.2",
      ssl: "strict",
    });
  });

  it("takes other settings instead", async () => {
    const resources = await recordResources(
      () => new ZoneDefaults("zone", { zoneId: "id", settings: { always_use_https: "on" } }),
    );
    expect(inputsOf(resources, settingType, "zone-always-use-https")).toEqual({
      zoneId: "id",
      settingId: "always_use_https",
      value: "on",
    });
    expect(resources.filter(({ type }) => type === settingType)).toHaveLength(1);
  });

  it("cleans paths up for Access and for the connector alike", async () => {
    const resources = await recordResources(() => new ZoneDefaults("zone", { zoneId: "id" }));
    const type = "cloudflare:index/urlNormalizationSettings:UrlNormalizationSettings";
    expect(inputsOf(resources, type, "zone-url-normalization")).toEqual({
      zoneId: "id",
      scope: "both",
      type: "cloudflare",
    });
  });
});
