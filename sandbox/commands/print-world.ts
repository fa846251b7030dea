import Table from "cli-table3";
import type { ImageOrigin } from "@moco-sandbox/images/ensure-images";
import { edge } from "@moco-sandbox/world";

import { people } from "./configuration/stack-values";
import { stackOutput } from "./stack";
import type { Result } from "./up";

/** What there is now, where to open it, and what of it is a stand-in. */
export async function printWorld({ tools, origins }: Result): Promise<void> {
  const guests = await record(stackOutput(tools, "pm1", "guests"));
  const urls = await record(stackOutput(tools, "pm1", "urls"));
  console.log(table(["guest", "address"], Object.entries(guests)));
  console.log(table(["route", "open"], Object.entries(urls).map(toLocal)));
  console.log(table(["image", "reference", "from"], origins.map(toRow)));
  console.log(tools.description.join("\n"));
  console.log(
    [
      "",
      "Stand-ins: Proxmox (containers instead of virtual machines) and Cloudflare (a local edge).",
      `Sign in as ${people.operator}, the only member of every group; any other address is refused.`,
      `Or by hand: curl -i http://<name>:${port()}/ (refused), and with a cookie:`,
      `  curl -c /tmp/jar -X POST 'http://<name>:${port()}/cdn-cgi/access/login?email=${people.operator}'`,
      `  curl -b /tmp/jar http://<name>:${port()}/`,
    ].join("\n"),
  );
}

function toLocal([route, url]: readonly [string, unknown]): readonly [string, string] {
  const { hostname, pathname } = new URL(String(url));
  return [route, `http://${hostname}:${port()}${pathname}`];
}

function toRow({ name, reference, kind }: ImageOrigin): readonly string[] {
  return [name, reference.replace(/@.*/, ""), kind];
}

function port(): string {
  return edge.publicAddress.split(":")[1] ?? "";
}

async function record(value: Promise<unknown>): Promise<Readonly<Record<string, unknown>>> {
  const found = await value;
  return typeof found === "object" && found !== null ? { ...found } : {};
}

function table(head: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const made = new Table({ head: [...head], style: { head: [], border: [] } });
  for (const row of rows) made.push(row.map(String));
  return made.toString();
}
