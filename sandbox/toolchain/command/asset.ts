import { isRecord } from "@moco-sandbox/provider-framework/wire-value";

const signatureKey = "4dabf18193072939515e22adb298388d";
const assetSignature = "c44067f5952c0a294b673a41bacd8c17";
const archiveSignature = "0def7320c3a5731c473e5ecbe6d01bc7";

/** What a program hands over as a file or as a set of files. */
export type Source =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "files"; readonly files: Readonly<Record<string, Source>> };

/** Takes an asset or archive of the engine's protocol apart; throws for what is not stood in for. */
export function parseSource(value: unknown): Source {
  if (isRecord(value) && value[signatureKey] === assetSignature) {
    const { text, path } = value;
    if (typeof path === "string" && path !== "") return { kind: "path", path };
    if (typeof text === "string") return { kind: "text", text };
  }
  if (isRecord(value) && value[signatureKey] === archiveSignature) {
    const { assets, path } = value;
    if (typeof path === "string" && path !== "") return { kind: "path", path };
    if (isRecord(assets)) {
      const files = Object.entries(assets).map(([name, asset]) => [name, parseSource(asset)]);
      return { kind: "files", files: Object.fromEntries(files) as Record<string, Source> };
    }
  }
  throw new Error(
    "source must be a StringAsset, FileAsset, FileArchive or AssetArchive. Read a remote one first.",
  );
}

/** The engine's content hash, which decides whether anything must be copied again. */
export function contentHash(value: unknown): unknown {
  return isRecord(value) ? value["hash"] : undefined;
}
