/**
 * The token that a connector of this tunnel runs with. Reading it from the API takes rights to write
 * tunnels, so it is put together from the secret that the tunnel was made with.
 */
export function tunnelToken(accountId: string, tunnelId: string, tunnelSecret: string): string {
  const token = JSON.stringify({ a: accountId, t: tunnelId, s: tunnelSecret });
  return Buffer.from(token, "utf8").toString("base64");
}
