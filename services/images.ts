/**
 * Every image that runs, one line each: the tag says which version a person meant, the digest what is
 * run. Digests are those that public repositories pin for the tag; Renovate edits this file.
 */
export const images = {
  // Two public repositories name it: one pins it, one lists it as the index of the tag.
  n8n: "docker.n8n.io/n8nio/n8n:2.30.7@sha256:23a26975c21aa6f7113286668b35e2831ec898d3a7fbfa1ac8ff16f1bdf88c37",
  // Ten public repositories pin it.
  postgres:
    "docker.io/library/postgres:17.11-alpine@sha256:18cfe3ef5e6815560c98237d6216d1e5119702fb0f3894c8785dd58b8bbe5d73",
  // Four public repositories pin it; the tag was rebuilt since.
  redis:
    "docker.io/library/redis:7.4.11-alpine@sha256:858f009f9709ce576febc734aa78b8f6d624b82571f9ddb6bda4377c833b3499",
  // deedee-ops/home-ops, docker/traefik-vps/compose.yaml at a254b440ab51, kept by Renovate; others pin it, too.
  traefik:
    "docker.io/library/traefik:v3.7.11@sha256:5203c3f39ca70de6790d964624e042463ffbd57715bc82be155cf224c0dd5144",
} as const;

/** Name of an image in the lock. */
export type ImageName = keyof typeof images;
