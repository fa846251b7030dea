import { n8n } from "../../../services/n8n/n8n";
import { placeServices } from "../../../stacks/plan/place-services";
import { images } from "../../../services/images";

const site = {
  location: "pm1",
  zone: "example.com",
  images,
  addresses: { "pm1-apps": "10.50.0.70", "pm1-data": "10.50.0.134" },
};

describe("placeServices", () => {
  const placed = placeServices([{ service: n8n, on: "apps" }], site);

  it("places a need on the data guest, before the service that needs it", () => {
    expect(placed.map(({ name, guest }) => `${name} on ${guest}`)).toEqual([
      "n8n-database on pm1-data",
      "n8n on pm1-apps",
    ]);
  });

  it("binds a need to the data guest's address, for the needing guest only", () => {
    expect(placed[0]?.ports).toEqual([
      {
        address: "10.50.0.134",
        port: 5432,
        container: "postgres",
        containerPort: 5432,
        from: ["pm1-apps"],
      },
    ]);
    expect(placed[1]?.ports).toEqual([]);
  });

  it("resolves references to needs and routes", () => {
    expect(placed[1]?.containers["n8n"]?.environment).toMatchObject({
      DB_POSTGRESDB_HOST: "10.50.0.134",
      DB_POSTGRESDB_PORT: "5432",
      N8N_HOST: "n8n.example.com",
      N8N_WEBHOOK_URL: "https://n8n.example.com/",
    });
  });

  it("takes images from the lock", () => {
    expect(placed[1]?.containers["n8n"]?.image).toBe(images.n8n);
  });

  it("names routes after service and route, below the zone", () => {
    expect(placed[1]?.routes.map(({ name, hostname, path }) => ({ name, hostname, path }))).toEqual(
      [
        { name: "n8n-editor", hostname: "n8n.example.com", path: "/" },
        { name: "n8n-webhooks", hostname: "n8n.example.com", path: "/webhook" },
      ],
    );
  });

  it("gives the needs to another guest where the placement says so", () => {
    const moved = placeServices([{ service: n8n, on: "apps", needsOn: "apps" }], site);
    expect(moved[0]?.guest).toBe("pm1-apps");
    expect(moved[1]?.containers["n8n"]?.environment["DB_POSTGRESDB_HOST"]).toBe("10.50.0.70");
  });
});
