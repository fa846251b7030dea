import {
  commandHealthcheck,
  httpHealthcheck,
  tcpHealthcheck,
} from "../../../model/service/healthcheck";

const patience = { interval: "10s", timeout: "5s", retries: 3, startPeriod: "20s" };

describe("httpHealthcheck", () => {
  it("asks one path of the container's own port", () => {
    expect(httpHealthcheck(5678, "/healthz")).toEqual({
      kind: "http",
      port: 5678,
      paths: ["/healthz"],
      ...patience,
    });
  });

  it("asks for all of several paths", () => {
    expect(httpHealthcheck(80, ["/ready", "/settings"]).paths).toEqual(["/ready", "/settings"]);
  });

  it("takes its own timing", () => {
    expect(httpHealthcheck(80, "/", { retries: 5, startPeriod: "2m" })).toMatchObject({
      retries: 5,
      startPeriod: "2m",
      interval: "10s",
    });
  });
});

describe("tcpHealthcheck", () => {
  it("connects to the container's own port", () => {
    expect(tcpHealthcheck(25, { interval: "30s" })).toEqual({
      kind: "tcp",
      port: 25,
      ...patience,
      interval: "30s",
    });
  });
});

describe("commandHealthcheck", () => {
  it("runs a command of the image", () => {
    expect(commandHealthcheck(["pg_isready", "-q"], { timeout: "1s" })).toEqual({
      kind: "command",
      command: ["pg_isready", "-q"],
      ...patience,
      timeout: "1s",
    });
  });
});
