import { checkPlacedService } from "../../../components/compose-service/check-placed-service";
import type { PlacedContainer, PlacedService } from "../../../model/service/placed-service";
import { renderProblem } from "../../../model/basics/problem";
import { aPlacedService } from "../../support/a-placed-service";

function faultsOf(
  service: PlacedService,
  surroundings = { secrets: [] as readonly string[], edge: true },
): readonly string[] {
  return checkPlacedService(service, surroundings).map(renderProblem);
}

function withMain(container: Partial<PlacedContainer>): PlacedService {
  const main = { ...aPlacedService().containers["main"]!, ...container };
  return aPlacedService({ containers: { main } });
}

describe("checkPlacedService", () => {
  it("finds nothing in a service without fault", () => {
    expect(faultsOf(aPlacedService())).toEqual([]);
  });

  it.each<[string, PlacedService, string]>([
    [
      "an image without digest",
      withMain({ image: "n8n:1" }),
      "containers.main.image must have a version tag and a digest, got n8n:1. Take it from the image lock.",
    ],
    [
      "a mount of an unknown volume",
      withMain({ mounts: { "/data": "date" } }),
      "containers.main.mounts./data names nothing of this service, got date. Use one of: data.",
    ],
    [
      "waiting for an unknown container",
      withMain({ dependsOn: ["cache"] }),
      "containers.main.dependsOn names nothing of this service, got cache. Use one of: main.",
    ],
    [
      "a config file outside any folder",
      withMain({ configFiles: { "/app.yaml": "" } }),
      "containers.main.configFiles must be absolute paths in a folder, of letters, digits and ._@-, got /app.yaml. Write it like /etc/app/app.yaml.",
    ],
    [
      "a config file that climbs out",
      withMain({ configFiles: { "/etc/../shadow": "" } }),
      "containers.main.configFiles must be absolute paths in a folder, of letters, digits and ._@-, got /etc/../shadow. Write it like /etc/app/app.yaml.",
    ],
    [
      "a route to an unknown container",
      aPlacedService({ routes: [{ ...aPlacedService().routes[0]!, container: "web" }] }),
      "routes.n8n-web.container names nothing of this service, got web. Use one of: main.",
    ],
    [
      "a port bound everywhere",
      aPlacedService({ ports: [{ ...aPlacedService().ports[0]!, address: "0.0.0.0" }] }),
      "ports[0].address must be one address of the guest, got 0.0.0.0. Bind it to the guest's VLAN address.",
    ],
  ])("refuses %s", (_fault, service, message) => {
    expect(faultsOf(service)).toEqual([message]);
  });

  it("refuses a secret without value, and one that is not declared", () => {
    expect(faultsOf(withMain({ secretFiles: { KEY_FILE: "key" } }))).toEqual([
      "containers.main.secretFiles.KEY_FILE names nothing of this service, got key. Use one of: none.",
      "secrets.key has no value. Pass it to the component: `npm run secrets` makes it, the stack reads it.",
    ]);
  });

  it("refuses a route on a guest without edge", () => {
    expect(faultsOf(aPlacedService(), { secrets: [], edge: false })).toEqual([
      "routes need an edge on the guest and there is none. Pass the guest's TraefikEdge network as `edgeNetwork`.",
    ]);
  });
});
