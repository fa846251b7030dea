import { renderComposeFile } from "../../../components/compose-service/compose-file";
import { renderServiceFiles } from "../../../components/compose-service/service-files";
import { aPlacedService } from "../../support/a-placed-service";

describe("renderServiceFiles", () => {
  it("names every file by its place in the release", () => {
    const container = {
      ...aPlacedService().containers["main"]!,
      configFiles: { "/etc/app/app.yaml": "static" },
      reloadedFiles: { "/etc/app/rules/a.yaml": "watched" },
    };
    const service = aPlacedService({ containers: { main: container } });
    expect(renderServiceFiles(service)).toEqual({
      "compose.yaml": renderComposeFile(service),
      "config/main/etc/app/app.yaml": "static",
      "reloaded/main/etc/app/rules/a.yaml": "watched",
    });
  });
});
