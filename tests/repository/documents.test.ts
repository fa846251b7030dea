import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

import { repositoryRoot } from "@moco-sandbox/world";

import { documents, readDocument } from "./support/documents";

/** Folders whose files documents name by their path from the root. */
const folders =
  "model|services|stacks|components|policy|guest|cli|tools|sandbox|tests|docs|\\.github";

/** Named in documents as what a reader would add. */
const examples = /^services\/(page|notes)\//;

describe.each(documents)("%s", (document) => {
  const text = readDocument(document);

  it("links to pages and headings that there are", () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)];
    const broken = links.filter(([, path = "", anchor]) => {
      const page = path === "" ? document : join(dirname(document), path);
      if (!existsSync(join(repositoryRoot, page))) return true;
      return anchor !== undefined && !anchorsOf(page).includes(anchor);
    });
    expect(broken.map(([link]) => link)).toEqual([]);
  });

  it("names files that there are", () => {
    const named = [...text.matchAll(new RegExp(`\`((?:${folders})/[\\w./-]*)\``, "g"))];
    expect(
      named
        .map(([, path = ""]) => path)
        .filter((path) => !examples.test(path) && !existsSync(join(repositoryRoot, path))),
    ).toEqual([]);
  });
});

/** GitHub's name of each heading. */
function anchorsOf(page: string): readonly string[] {
  return [...readDocument(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, "")
      .replaceAll(" ", "-"),
  );
}
