import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";

/*
 * What holds for every public name of a zone, whatever service is behind it. Paths are cleaned up for
 * Access and for the connector alike, so that the two judge the same one.
 */

export interface ZoneDefaultsArgs {
  readonly zoneId: string;
  /** By Cloudflare's own name of the setting. @default - `zoneDefaults` */
  readonly settings?: Readonly<Record<string, string>>;
}

/** HTTPS only, nothing older than TLS 1.2, certificates checked on the way to the origin. */
export const zoneDefaults: Readonly<Record<string, string>> = {
  always_use_https: "on",
  automatic_https_rewrites: "on",
  min_tls_version: "1.2",
  ssl: "strict",
};

/**
 * ```ts
 * new ZoneDefaults("zone", { zoneId });
 * ```
 */
export class ZoneDefaults extends pulumi.ComponentResource {
  /** @internal */
  static readonly __pulumiType = "moco:index:ZoneDefaults";

  constructor(name: string, args: ZoneDefaultsArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = args.settings ?? zoneDefaults;
    super(ZoneDefaults.__pulumiType, name, { settings }, opts);
    for (const [settingId, value] of Object.entries(settings)) {
      new cloudflare.ZoneSetting(
        `${name}-${settingId.replaceAll("_", "-")}`,
        { zoneId: args.zoneId, settingId, value },
        { parent: this },
      );
    }
    new cloudflare.UrlNormalizationSettings(
      `${name}-url-normalization`,
      { zoneId: args.zoneId, scope: "both", type: "cloudflare" },
      { parent: this },
    );
    this.registerOutputs({ settings });
  }
}
