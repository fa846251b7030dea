import { printWorld } from "../../../sandbox/commands/print-world";
import { stackOutput } from "../../../sandbox/commands/stack";

jest.mock("../../../sandbox/commands/stack", () => ({ stackOutput: jest.fn() }));

const outputs: Readonly<Record<string, unknown>> = {
  guests: { "pm1-apps": "10.50.0.70" },
  urls: { "n8n-webhooks": "https://n8n.moco.localhost/webhook" },
};

describe("printWorld", () => {
  it("says what there is, where to open it on this machine, and what is a stand-in", async () => {
    let printed = "";
    jest.spyOn(console, "log").mockImplementation((text: unknown) => {
      printed += `${String(text)}\n`;
    });
    jest
      .mocked(stackOutput)
      .mockImplementation((_engine, stack, name) =>
        Promise.resolve(stack === "pm1" ? outputs[name] : undefined),
      );
    const description = ["Pulumi 3.250.0: found on PATH"];
    const tools = { executable: "pulumi", environment: {}, description };
    await printWorld({
      tools,
      origins: [{ name: "redis", reference: "redis:8@sha256:0000", kind: "built from packages" }],
    });
    expect(printed).toBe(`┌──────────┬────────────┐
│ guest    │ address    │
├──────────┼────────────┤
│ pm1-apps │ 10.50.0.70 │
└──────────┴────────────┘
┌──────────────┬────────────────────────────────────┐
│ route        │ open                               │
├──────────────┼────────────────────────────────────┤
│ n8n-webhooks │ https://n8n.moco.localhost/webhook │
└──────────────┴────────────────────────────────────┘
┌───────┬───────────┬─────────────────────┐
│ image │ reference │ from                │
├───────┼───────────┼─────────────────────┤
│ redis │ redis:8   │ built from packages │
└───────┴───────────┴─────────────────────┘
Pulumi 3.250.0: found on PATH

Stand-ins: Proxmox (containers instead of virtual machines) and Cloudflare (a local edge).
Sign in as ada@moco.test, the only member of every group; any other address is refused.
A browser warns: the certificate is the edge's own, made anew at each start.
Or by hand: curl -i http://<name>:8080/ (refused), and with a cookie:
  curl -c /tmp/jar -X POST 'http://<name>:8080/cdn-cgi/access/login?email=ada@moco.test'
  curl -b /tmp/jar http://<name>:8080/
`);
  });
});
