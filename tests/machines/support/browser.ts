import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { people } from "@moco-sandbox/commands/stack-values";
import { findOnPath } from "@moco-sandbox/computer/find-on-path";
import { edge, stateDirectory } from "@moco-sandbox/world";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

/** One request of a page, and what came of it. */
export interface PageRequest {
  readonly method: string;
  readonly url: URL;
  /** Undefined where no answer came. */
  readonly status: number | undefined;
}

/** A page as a person saw it. */
export interface Visit {
  readonly text: string;
  readonly requests: readonly PageRequest[];
}

/** Where pictures of pages are kept, with the requests that they took. Ignored by git. */
const pictures = join(stateDirectory, "pages");

const args = [
  // Nobody asks whether a name below localhost is this machine.
  `--host-resolver-rules=MAP *.localhost ${edge.secureAddress.split(":")[0] ?? ""}`,
  // A container has no right to a sandbox of its own.
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  // Nothing but what the page itself asks for leaves the browser.
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Debian's Chromium without a window, with an empty profile. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findOnPath("chromium");
  if (executablePath === undefined) {
    throw new Error(
      'pages: needs chromium, got none. Run "npm test", which installs it or says how.',
    );
  }
  return chromium.launch({ executablePath, args, timeout: 120_000 });
}

/** Somebody with an empty cache who has signed in at the edge of this name. */
export async function enter(browser: Browser, url: string): Promise<BrowserContext> {
  // The edge's certificate is its own.
  const person = await browser.newContext({ ignoreHTTPSErrors: true });
  person.setDefaultTimeout(120_000);
  const page = await person.newPage();
  // To a page of the edge's: what is behind it is opened, and counted, by `visit`.
  const behind = "/cdn-cgi/access/certs";
  await page.goto(new URL(`/cdn-cgi/access/login?redirect_url=${behind}`, url).href);
  await page.fill("input[name=email]", people.operator);
  await page.click("button");
  await page.waitForURL(`**${behind}`);
  await page.close();
  return person;
}

/** What a page asks for from now on. */
export function recordRequests(page: Page): () => Promise<readonly PageRequest[]> {
  const requests: Promise<PageRequest>[] = [];
  page.on("request", (request) => {
    const [method, url] = [request.method(), new URL(request.url())];
    requests.push(
      request.response().then((response) => ({ method, url, status: response?.status() })),
    );
  });
  return () => Promise.all(requests);
}

/** Opens a page, waits until it asks for nothing more, and keeps a picture of it under this name. */
export async function visit(person: BrowserContext, url: string, name: string): Promise<Visit> {
  const page = await person.newPage();
  const requests = recordRequests(page);
  await page.goto(url);
  await page.waitForLoadState("networkidle");
  const seen = { text: await textOf(page), requests: await requests() };
  await keep(page, name, seen.requests);
  await page.close();
  return seen;
}

/** What a person can read. */
export async function textOf(page: Page): Promise<string> {
  return (await page.locator("body").innerText()).trim();
}

/** Keeps a picture of a page, and beside it what the page asked for. */
export async function keep(
  page: Page,
  name: string,
  requests: readonly PageRequest[],
): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
  const lines = requests.map(
    ({ method, url, status }) => `${String(status ?? "none")} ${method} ${url.href}\n`,
  );
  writeFileSync(join(pictures, `${name}.txt`), lines.join(""));
}
