import type { Browser } from "playwright-core";

import { itWith } from "../support/it-with";
import {
  enter,
  keep,
  openBrowser,
  type PageRequest,
  recordRequests,
  textOf,
  visit,
} from "./support/browser";
import { n8nOwner, setUpOwner } from "./support/n8n-owner";
import { type RoutedPage, routedPages } from "./support/routed-pages";

const inBrowser = itWith("chromium");
let browser: Browser | undefined;

/** Started by the first test that needs it: without Chromium there is none. */
async function chromium(): Promise<Browser> {
  return (browser ??= await openBrowser());
}

afterAll(async () => {
  await browser?.close();
});

/** What was not answered, was limited, or failed; 401 is how a service says that it wants a login of its own. */
function refused(requests: readonly PageRequest[]): readonly string[] {
  return requests
    .filter(({ status = 599 }) => status >= 400 && status !== 401)
    .map(({ method, url, status }) => `${String(status)} ${method} ${url.href}`);
}

/** How many of a page's requests count against the limit of its files, and how many against its own. */
function counted(
  requests: readonly PageRequest[],
  { assets }: RoutedPage["route"],
): { readonly files: number; readonly calls: number } {
  const isFile = ({ method, url }: PageRequest): boolean =>
    method === "GET" &&
    (assets?.paths ?? []).some(
      (path) => url.pathname === path || url.pathname.startsWith(`${path}/`),
    );
  const files = requests.filter(isFile).length;
  return { files, calls: requests.length - files };
}

const pages = routedPages().map((page) => [page.route.name, page] as const);

describe.each(pages)("the page of %s, in a browser", (name, { route, url }) => {
  inBrowser("is there three times in a row for people with an empty cache", async () => {
    for (const load of [1, 2, 3]) {
      const person = await enter(await chromium(), url);
      const { text, requests } = await visit(person, url, `${name}-${String(load)}`);
      await person.close();
      expect(refused(requests)).toEqual([]);
      expect(text).not.toBe("");
      // As fast as this machine is, or much faster: two people who do the same are not held back.
      const { files, calls } = counted(requests, route);
      expect(6 * calls).toBeLessThanOrEqual(route.rateLimit.burst);
      expect(6 * files).toBeLessThanOrEqual(route.assets?.rateLimit.burst ?? 0);
    }
  });

  inBrowser("is there three times in a row for one person", async () => {
    const person = await enter(await chromium(), url);
    for (const load of [1, 2, 3]) {
      const { text, requests } = await visit(person, url, `${name}-again-${String(load)}`);
      expect(refused(requests)).toEqual([]);
      expect(text).not.toBe("");
    }
    await person.close();
  });

  inBrowser("is there for two people behind one address, at once", async () => {
    const people = [await enter(await chromium(), url), await enter(await chromium(), url)];
    const visits = await Promise.all(
      people.map((person, place) => visit(person, url, `${name}-together-${String(place + 1)}`)),
    );
    for (const person of people) await person.close();
    for (const { text, requests } of visits) {
      expect(refused(requests)).toEqual([]);
      expect(text).not.toBe("");
    }
  });
});

describe("n8n, for its owner in a browser", () => {
  inBrowser("opens an empty workflow, and hears from the server", async () => {
    const url = "https://n8n.moco.localhost/";
    await setUpOwner(new URL(url).hostname);
    const person = await enter(await chromium(), url);
    const login = await person.newPage();
    const asked = recordRequests(login);
    await login.goto(url);
    await login.fill("input[name=emailOrLdapLoginId]", n8nOwner.email);
    await login.fill("input[type=password]", n8nOwner.password);
    await login.click("button");
    await login.waitForURL("**/home/workflows");

    // In another tab: leaving this one would break off what it still asks for.
    const editor = await person.newPage();
    const askedToo = recordRequests(editor);
    const socket = editor.waitForEvent("websocket");
    await editor.goto(new URL("/workflow/new", url).href);
    await editor.getByText("Add first step").waitFor();
    await editor.waitForLoadState("networkidle");
    const pushed = await socket;
    expect(pushed.url()).toContain("/rest/push");
    expect(pushed.isClosed()).toBe(false);
    expect(await textOf(editor)).not.toContain("Connection lost");

    const requests = [...(await asked()), ...(await askedToo())];
    await keep(editor, "n8n-workflow", requests);
    expect(refused(requests)).toEqual([]);
    await person.close();
  });
});
