import type { ServiceSpec } from "../../model/service/service-spec";
import type { ImageName } from "../../services/images";
import type { LocationConfig } from "../../stacks/config/location-config";
import { planLocation } from "../../stacks/plan/plan-location";
import { secretsOfLocation } from "../../stacks/plan/stack-secrets";
import { configOf, ownLocation } from "../support/own-stack";
import { exportsOf, typeFaultsOf } from "./support/compile-snippets";
import { documents, isExcerpt, readDocument, snippetsOf } from "./support/documents";

const snippets = documents.flatMap(snippetsOf);
const whole = snippets.filter((snippet) => !isExcerpt(snippet));
const excerpts = snippets.filter(isExcerpt);

describe("whole files in documents", () => {
  it("are CONTRIBUTING's services", () => {
    expect(whole.map(({ document, path }) => `${document}: ${path}`)).toEqual([
      "CONTRIBUTING.md: services/page/page.ts",
      "CONTRIBUTING.md: services/notes/notes.ts",
    ]);
  });

  it("compile", () => {
    expect(typeFaultsOf(whole)).toEqual([]);
  }, 60_000);

  it("would be refused with a fault", () => {
    const broken = whole.map((snippet) => ({
      ...snippet,
      code: snippet.code.replace('name: "', 'nmae: "'),
    }));
    expect(typeFaultsOf(broken)).toHaveLength(2);
  }, 60_000);

  it.each(whole.map((snippet) => [snippet.path, snippet] as const))(
    "can be placed: %s",
    (_, snippet) => {
      const [service] = Object.values(exportsOf(snippet)) as [ServiceSpec<ImageName>];
      const definition = { services: [{ service, on: "apps" }] };
      const { guests } = ownLocation as Pick<LocationConfig, "guests">;
      const keys = secretsOfLocation("pm1", { guests }, definition).map(({ key }) => key);
      const { value, problems } = planLocation(
        "pm1",
        definition,
        configOf(ownLocation, keys),
        process.cwd(),
      );
      expect(problems).toEqual([]);
      expect(value?.routes.map(({ hostname }) => hostname)).toEqual([`${service.name}.moco.test`]);
    },
  );
});

describe("excerpts in documents", () => {
  it("is the README's n8n", () => {
    expect(excerpts.map(({ document, path }) => `${document}: ${path}`)).toEqual([
      "README.md: services/n8n/n8n.ts",
    ]);
  });

  it.each(excerpts.map((snippet) => [snippet.document, snippet] as const))(
    "say what the file says, apart from line breaks: %s",
    (_, { path, code }) => {
      const text = squeezed(readDocument(path));
      const parts = code.split(/^\s*…$/m).map(squeezed);
      expect(parts.filter((part) => !text.includes(part))).toEqual([]);
    },
  );
});

function squeezed(code: string): string {
  return code.replaceAll(/\s/g, "").replaceAll(/,(?=[\])}])/g, "");
}
