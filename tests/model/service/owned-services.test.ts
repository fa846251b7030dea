import { ownedServices } from "../../../model/service/owned-services";
import type { Relation } from "../../../model/service/service-spec";
import type { ImageName } from "../../../services/images";
import { aService } from "../../support/a-service";

const owned = (name: string, needs: Readonly<Record<string, Relation<ImageName>>> = {}) =>
  ({ kind: "own", service: aService({ name, needs }), endpoint: "web" }) as const;

describe("ownedServices", () => {
  it("finds those near and far, each before the one that owns it, and none that many use", () => {
    const shop = aService({
      name: "shop",
      needs: {
        search: owned("search", { index: owned("index") }),
        mail: { kind: "uses", service: "mail", endpoint: "smtp" },
        database: owned("database"),
      },
    });
    expect(ownedServices(shop).map(({ name }) => name)).toEqual(["index", "search", "database"]);
  });

  it("finds none in a service without needs", () => {
    const alone = { ...aService() };
    delete alone.needs;
    expect(ownedServices(alone)).toEqual([]);
  });
});
