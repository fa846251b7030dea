import { edge } from "@moco-sandbox/world";

import { edgeAccount } from "./edge-account";

/** Where the edge's folder is mounted in its container. */
export const edgeStatePath = "/state";

/** Arguments of the edge program as the sandbox runs it. */
export function renderEdgeArguments(locationRanges: readonly string[]): readonly string[] {
  return [
    ...["-api", edge.apiAddress],
    ...["-public", edge.publicAddress],
    ...["-public-tls", edge.secureAddress],
    ...["-connectors", edge.connectorAddress],
    ...["-state", edgeStatePath],
    ...["-api-token-file", `${edgeStatePath}/api-token`],
    ...["-account", edgeAccount.accountId],
    ...Object.values(edgeAccount.zones).flatMap(({ id, name }) => ["-zone", `${name}=${id}`]),
    ...locationRanges.flatMap((range) => ["-private", range]),
    ...["-team", edgeAccount.teamName],
  ];
}
