import { readFileSync, rmSync } from "node:fs";
import type * as NodeOs from "node:os";
import { tmpdir } from "node:os";
import { join } from "node:path";

import {
  renderStandInDockerfile,
  renderStandInFacts,
  type StandIn,
  standInSource,
} from "../../../sandbox/images/stand-in";

jest.mock("@moco-sandbox/world", () => {
  const { tmpdir: folder } = jest.requireActual<typeof NodeOs>("node:os");
  return { cacheDirectory: `${folder()}/moco-stand-in-${String(process.pid)}` };
});

const whole: StandIn = {
  ports: [8080, 9000],
  healthy: ["/health", "/ready"],
  programs: ["page", "/app/it's alive"],
  user: "1000:1001",
  volumes: { "/data": "1000:1001", "/config": "0:0" },
};

describe("renderStandInDockerfile", () => {
  it("has the services' ports, user, volumes and the programs of their health checks", () => {
    expect(renderStandInDockerfile(whole)).toBe(
      [
        "ARG BASE",
        "FROM ${BASE}",
        "COPY stand-in /usr/local/bin/stand-in",
        "COPY facts /etc/stand-in",
        [
          "RUN chmod 755 /usr/local/bin/stand-in",
          "install -d -o 1000 -g 1001 '/data'",
          "install -d -o 0 -g 0 '/config'",
          ...["wget", "curl", "nc", "page"].flatMap((program) => [
            "install -d '/usr/local/bin'",
            `ln -sf /usr/local/bin/stand-in '/usr/local/bin/${program}'`,
          ]),
          "install -d '/app'",
          String.raw`ln -sf /usr/local/bin/stand-in '/app/it'\''s alive'`,
        ].join(" && "),
        "USER 1000:1001",
        'VOLUME ["/data","/config"]',
        "EXPOSE 8080 9000",
        'ENTRYPOINT ["/usr/local/bin/stand-in"]',
        "",
      ].join("\n"),
    );
  });

  it("has no more than it is told", () => {
    const worker = renderStandInDockerfile({
      ...{ ports: [], healthy: [], programs: [], volumes: {} },
      user: "1000:1000",
    });
    expect(worker.split("\n").map((line) => line.split(" ")[0])).toEqual([
      "ARG",
      "FROM",
      "COPY",
      "COPY",
      "RUN",
      "USER",
      "ENTRYPOINT",
      "",
    ]);
  });
});

describe("renderStandInFacts", () => {
  it("is what the program reads, line by line", () => {
    expect(renderStandInFacts("page", whole, "npm ci failed; see /logs.")).toBe(
      "name page\nport 8080\nport 9000\nhealthy /health\nhealthy /ready\nprogram /usr/local/bin/page\nprogram /app/it's alive\nreason npm ci failed; see /logs.\n",
    );
  });
});

describe("standInSource", () => {
  it("is an image to build like any other, labelled with the reason", async () => {
    const { name, labels, prepare } = standInSource("page", whole, "no recipe");
    expect([name, labels]).toEqual(["stand-in", { "moco.stand-in": "no recipe" }]);
    const context = Object.entries((await prepare?.(() => undefined)) ?? {});
    expect(context.map(([path, file]) => [file, readFileSync(path, "utf8")])).toEqual([
      ["Dockerfile", renderStandInDockerfile(whole)],
      ["facts", renderStandInFacts("page", whole, "no recipe")],
    ]);
    rmSync(join(tmpdir(), `moco-stand-in-${String(process.pid)}`), { recursive: true });
  });
});
