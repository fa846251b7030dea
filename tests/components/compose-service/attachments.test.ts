import { renderAttachments } from "../../../components/compose-service/attachments";
import { renderComposeFile } from "../../../components/compose-service/compose-file";
import type { PlacedService } from "../../../model/service/placed-service";
import { aFullService } from "../../support/a-full-service";
import { aPlacedService } from "../../support/a-placed-service";

function withNetworks(attachedNetworks: readonly string[]): PlacedService {
  const main = { ...aPlacedService().containers["main"]!, attachedNetworks };
  return aPlacedService({ containers: { main } });
}

describe("renderAttachments", () => {
  it("names the networks that others bring to a container, and what it is called there", () => {
    expect(renderAttachments(aFullService())).toEqual({
      cache: [
        { network: "shop.n8n", alias: "n8n-cache" },
        { network: "wiki.n8n", alias: "n8n-cache" },
      ],
    });
  });

  it("has nothing of containers that nobody brings any", () => {
    expect(renderAttachments(aPlacedService())).toEqual({});
  });

  it("leaves the compose file as it is: no container is made anew", () => {
    expect(renderComposeFile(withNetworks(["shop.n8n"]))).toBe(renderComposeFile(withNetworks([])));
  });
});
