/** `registry/repository:tag@sha256:…`: the tag says what a person meant, the digest what is run. */
const pinnedReference =
  /^(?<repository>[a-z0-9][a-z0-9._/:-]*?):(?<tag>[\w][\w.-]{0,127})@(?<digest>sha256:[a-f0-9]{64})$/;

/** A reference taken apart. */
export interface ImageReference {
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
}

/** Takes a pinned reference apart; `undefined` where tag or digest is missing or the tag is `latest`. */
export function parsePinnedImage(reference: string): ImageReference | undefined {
  const groups = pinnedReference.exec(reference)?.groups;
  const { repository, tag, digest } = groups ?? {};
  if (repository === undefined || tag === undefined || digest === undefined || tag === "latest") {
    return undefined;
  }
  return { repository, tag, digest };
}

/** True for a reference with both a version tag and a digest. */
export function isPinned(reference: string): boolean {
  return parsePinnedImage(reference) !== undefined;
}
