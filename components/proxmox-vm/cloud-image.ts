import { download } from "@muhlba91/pulumi-proxmoxve";
import type * as pulumi from "@pulumi/pulumi";

/** A cloud image, pinned. */
export interface CloudImageSpec {
  /** Of an uncompressed qcow2 image that holds cloud-init. */
  readonly url: string;
  readonly sha512: string;
}

/** A cloud image in a node's storage. */
export interface CloudImage {
  /** As disks import it. The same for every version, so that a newer image replaces no guest. */
  readonly fileId: string;
  readonly resource: pulumi.Resource;
}

/** Lets the node download the image, once for all of its guests. */
export function createCloudImage(
  name: string,
  args: {
    readonly node: string;
    /** Storage with content type `import`. */
    readonly datastore: string;
    readonly image: CloudImageSpec;
  },
  opts?: pulumi.CustomResourceOptions,
): CloudImage {
  const fileName = "moco-guest.qcow2";
  const resource = new download.File(
    name,
    {
      nodeName: args.node,
      datastoreId: args.datastore,
      contentType: "import",
      fileName,
      url: args.image.url,
      checksum: args.image.sha512,
      checksumAlgorithm: "sha512",
      // The checksum says what it must be; a server that reports another size changes nothing.
      overwrite: false,
      overwriteUnmanaged: true,
    },
    {
      ...opts,
      // One file name: the old version must be gone before the new one comes.
      deleteBeforeReplace: true,
      // Its name in stacks of before it was renamed by the provider.
      aliases: [{ type: "proxmoxve:download/fileLegacy:FileLegacy" }],
    },
  );
  return { fileId: `${args.datastore}:import/${fileName}`, resource };
}
