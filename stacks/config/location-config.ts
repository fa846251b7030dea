import type { z } from "zod";

import { vlanNames } from "../../model/location/location-plan";
import * as field from "./field";

/** What a location's Pulumi.<stack>.yaml holds below `moco-infra:`, secrets apart. */
export const locationSchema = field.section({
  location: field.section({
    cidr: field.cidr.describe(
      "the location's whole private range, a network address from /16 to /28; `locations` of the account has the same",
    ),
    node: field.section({
      name: field.label.meta({ description: "the node as Proxmox knows it", example: "pm1" }),
      endpoint: field.url.describe(
        "Proxmox' API on the node's management address, over the private route",
      ),
      bridge: field.label.meta({
        description: "VLAN-aware bridge that bootstrap makes, not the uplink",
        example: "vmbr1",
      }),
      uplink: field.label.meta({
        description: "bridge with the node's way out, for NAT",
        example: "vmbr0",
      }),
      datastore: field.label.meta({
        description:
          "where guests' disks are made; must hold images, and be LVM-thin or ZFS for data disks to grow while their guests run; where guests are there their disks are moved first ([runbook](runbooks/guest.md))",
        example: "local-lvm",
      }),
      snippetDatastore: field.label.meta({
        description:
          "where cloud-init files and the guest image are put; bootstrap allows `snippets` and `import` on it",
        example: "local",
      }),
      sshUser: field.label.meta({
        description: "login that the provider uploads snippets with; bootstrap makes it",
        example: "moco",
      }),
      cores: field
        .wholeNumber(1, 1_024)
        .meta({ description: "threads that the node has", example: "16" }),
      memory: field.size.meta({
        description: "memory that the node has; 2g of it are Proxmox' own",
        example: "64g",
      }),
    }),
    vlans: field.list(
      field.section({
        id: field.wholeNumber(1, 4094).meta({ description: "802.1Q tag, unique", example: "10" }),
        name: field.oneOf(vlanNames).describe("what it is for, unique"),
        cidr: field.cidr.meta({
          description: "its part of `location.cidr`; parts do not overlap",
          example: "10.50.0.0/26",
        }),
        gateway: field.ipv4.meta({
          description: "the node's own address in it, by custom the first",
          example: "10.50.0.1",
        }),
      }),
      1,
    ),
  }),
  guests: field
    .named(
      field.section({
        vmId: field.wholeNumber(100, 8999).meta({
          description: "its number, unique; the guest that owns its data disk has 1000 more",
          example: "120",
        }),
        vlan: field.oneOf(vlanNames).meta({
          description: "its VLAN; another one replaces the guest, its data stays",
          example: "application",
        }),
        address: field.ipv4.describe(
          "its fixed address inside the VLAN, unique, not the gateway; another one replaces the guest, its data stays",
        ),
        cores: field.wholeNumber(1, 128).meta({
          description:
            "its share of the node; a change counts after `qm reboot <vmId>` on the node",
          example: "4",
        }),
        memory: field.size.meta({
          description:
            "512m of it are its system's own; a change counts after `qm reboot <vmId>` on the node",
          example: "8g",
        }),
        systemDisk: field.size.meta({
          description:
            "thrown away with the guest; holds the system (4g) and its swap; may grow, which its file system follows, in a deployment that leaves `cores` and `memory` alone; shrinks with a new `rebuild` only",
          example: "16g",
        }),
        swap: field.size.default("2g").meta({
          description: "a file on the system disk, for when memory is scarce",
          example: "4g",
        }),
        dataDisk: field.size.meta({
          description:
            "outlives the guest: Docker's data and the stacks lie here; may grow ([runbook](runbooks/guest.md)), never shrink",
          example: "64g",
        }),
        rebuild: field.text.default("0").meta({
          description:
            "any text; a new one replaces the guest, its data stays ([runbook](runbooks/guest.md))",
          example: "2026-03",
        }),
      }),
    )
    .describe("a guest; its name is `<location>-<role>`"),
  overcommit: field
    .section({
      cpus: field
        .atLeast(1, "4")
        .default(4)
        .describe(
          "how far limits of CPUs may exceed a guest's cores, and guests' cores the node's",
        ),
      memory: field
        .atLeast(1, "1.5")
        .default(1.5)
        .describe(
          "how far limits of memory may exceed a guest's; too much ends in killed programs",
        ),
    })
    .default({ cpus: 4, memory: 1.5 }),
  connectors: field
    .list(field.label, 2)
    .describe("different guests, each of which runs a connector of the services' tunnel"),
  protect: field.flag
    .default(true)
    .describe("refuse to delete data guests (which own the data disks) and volumes"),
  cloudflare: field.cloudflare,
  operators: field.section({
    authorizedKeys: field
      .list(field.authorizedKey, 1)
      .describe(
        "public SSH keys that may log in to guests as `ops`; one that is taken out opens nothing after the next `up` (on the node: after `npm run bootstrap` again)",
      ),
  }),
  artifacts: field.section({
    guestImage: field.section({
      url: field.url.meta({
        description:
          "the cloud image that guests start from; Debian 13 or newer, whose kernel sees the drive with their first settings",
        example: "https://cloud.debian.org/…",
      }),
      sha512: field.hex(128).describe("its checksum"),
    }),
    cloudflared: field.section({
      version: field.text.meta({ description: "version of the connector", example: "2026.8.2" }),
      url: field.url.meta({
        description: "where it is downloaded",
        example: "https://github.com/cloudflare/…",
      }),
      sha256: field.hex(64).describe("its checksum"),
    }),
  }),
  docker: field
    .section({
      registryMirrors: field.list(field.url, 0).default([]).meta({
        description: "a location's own pull-through caches",
        example: "http://10.50.0.5:5000",
      }),
      insecureRegistries: field.list(field.text, 0).default([]).meta({
        description: "those of them that speak plain HTTP, `host:port`",
        example: "10.50.0.5:5000",
      }),
    })
    .default({ registryMirrors: [], insecureRegistries: [] }),
  imageLock: field.text.optional().meta({
    description: "file with other image references than `services/images.ts`, by the same names",
    example: "image-lock.json",
  }),
});

export type LocationConfig = z.output<typeof locationSchema>;
