import Table from "cli-table3";
import type { ImageOrigin } from "@moco-sandbox/images/ensure-images";
import { edge } from "@moco-sandbox/world";

import { people } from "./configuration/stack-values";
import { stackOutput } from "./stack";
import { allStacks, locationsOf } from "../../stacks/stack-names";
import type { Result } from "./up";

/** What there is now, where to open it, and what of it is a stand-in. */
export async function printWorld({ tools, origins }: Result): Promise<void> {
  const guests = await outputsOf(tools, "guests");
  const urls = await outputsOf(tools, "urls");
  console.log(table(["guest", "address"], guests));
  console.log(table(["route", "open"], urls));
  console.log(table(["image", "reference", "from"], origins.map(toRow)));
  console.log(tools.description.join("\n"));
  console.log(
    [
      "",
      "Stand-ins: Proxmox (containers instead of virtual machines) and Cloudflare (a local edge).",
      `Sign in as ${people.operator}, the only member of every group; any other address is refused.`,
      "A browser warns: the certificate is the edge's own, made anew at each start.",
      `Or by hand: curl -i http://<name>:${port()}/ (refused), and with a cookie:`,
      `  curl -c /tmp/jar -X POST 'http://<name>:${port()}/cdn-cgi/access/login?email=${people.operator}'`,
      `  curl -b /tmp/jar http://<name>:${port()}/`,
    ].join("\n"),
  );
}

function toRow({ name, reference, kind }: ImageOrigin): readonly string[] {
  return [name, reference.replace(/@.*/, ""), kind];
}

function port(): string {
  return edge.publicAddress.split(":")[1] ?? "";
}

/** Entries of one output of every location that is deployed. */
async function outputsOf(
  tools: Result["tools"],
  output: string,
): Promise<readonly (readonly [string, unknown])[]> {
  const found = await Promise.all(
    locationsOf(allStacks).map((location) => stackOutput(tools, location, output)),
  );
  return found.flatMap((value) =>
    typeof value === "object" && value !== null ? Object.entries(value) : [],
  );
}

function table(head: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const made = new Table({ head: [...head], style: { head: [], border: [] } });
  for (const row of rows) made.push(row.map(String));
  return made.toString();
}
