/**
 * Every image that runs, one line each: the tag says which version a person meant, the digest what is
 * run. Digests are those that public repositories pin for the tag; Renovate edits this file.
 */
export const images = {
  // Three public repositories pin it.
  n8n: "docker.n8n.io/n8nio/n8n:2.30.5@sha256:450853cd21a2ce36587c4c860eb26927c1ceba9496bf55f4c213b5d3a6dc8c6f",
  // Ten public repositories pin it.
  postgres:
    "docker.io/library/postgres:17.11-alpine@sha256:18cfe3ef5e6815560c98237d6216d1e5119702fb0f3894c8785dd58b8bbe5d73",
  // Four public repositories pin it; the tag was rebuilt since.
  redis:
    "docker.io/library/redis:7.4.11-alpine@sha256:858f009f9709ce576febc734aa78b8f6d624b82571f9ddb6bda4377c833b3499",
  // minchingtonak/HaC, hosts/stacks/traefik/compose.hbs.yaml at fe7a6ced6e5f, kept by Renovate.
  traefik:
    "docker.io/library/traefik:v3.7.1@sha256:6b9cbca6fac42ab0075f5437d8dc1685cfd188626d8d515839ea94f8b6271c42",
} as const;

/** Name of an image in the lock. */
export type ImageName = keyof typeof images;
