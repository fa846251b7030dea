import type { z } from "zod";

import { vlanNames } from "../../model/location/location-plan";
import * as field from "./field";

/** What a location's Pulumi.<stack>.yaml holds below `moco-infra:`, secrets apart. */
export const locationSchema = field.section({
  location: field.section({
    cidr: field.cidr,
    node: field.section({
      name: field.label,
      endpoint: field.url,
      bridge: field.label,
      uplink: field.label,
      datastore: field.label,
      snippetDatastore: field.label,
      sshUser: field.label,
      cores: field.wholeNumber(1, 1_024),
      memory: field.size,
    }),
    vlans: field.list(
      field.section({
        id: field.wholeNumber(1, 4094),
        name: field.oneOf(vlanNames),
        cidr: field.cidr,
        gateway: field.ipv4,
      }),
      1,
    ),
  }),
  guests: field.named(
    field.section({
      vmId: field.wholeNumber(100, 8999),
      vlan: field.oneOf(vlanNames),
      address: field.ipv4,
      cores: field.wholeNumber(1, 128),
      memory: field.size,
      systemDisk: field.size,
      dataDisk: field.size,
      rebuild: field.text.default("0"),
    }),
  ),
  overcommit: field
    .section({
      cpus: field.atLeast(1, "4").default(4),
      memory: field.atLeast(1, "1.5").default(1.5),
    })
    .default({ cpus: 4, memory: 1.5 }),
  connectors: field.list(field.label, 2),
  protect: field.flag.default(true),
  cloudflare: field.cloudflare,
  operators: field.section({ authorizedKeys: field.list(field.authorizedKey, 1) }),
  artifacts: field.section({
    guestImage: field.section({ url: field.url, sha512: field.hex(128) }),
    cloudflared: field.section({ version: field.text, url: field.url, sha256: field.hex(64) }),
  }),
  docker: field
    .section({
      registryMirrors: field.list(field.url, 0).default([]),
      insecureRegistries: field.list(field.text, 0).default([]),
    })
    .default({ registryMirrors: [], insecureRegistries: [] }),
  imageLock: field.text.optional(),
});

export type LocationConfig = z.output<typeof locationSchema>;
