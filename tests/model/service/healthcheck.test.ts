import { commandHealthcheck, httpHealthcheck } from "../../../model/service/healthcheck";

describe("httpHealthcheck", () => {
  it("asks the container's own port", () => {
    expect(httpHealthcheck(5678, "/healthz")).toEqual({
      test: ["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:5678/healthz"],
      interval: "10s",
      timeout: "5s",
      retries: 3,
      startPeriod: "20s",
    });
  });

  it("asks for all of several paths", () => {
    expect(httpHealthcheck(80, ["/ready", "/settings"]).test.slice(5)).toEqual([
      "http://127.0.0.1:80/ready",
      "http://127.0.0.1:80/settings",
    ]);
  });

  it("takes its own timing", () => {
    expect(httpHealthcheck(80, "/", { retries: 5, startPeriod: "2m" })).toMatchObject({
      retries: 5,
      startPeriod: "2m",
      interval: "10s",
    });
  });
});

describe("commandHealthcheck", () => {
  it("runs without a shell", () => {
    expect(commandHealthcheck(["pg_isready", "-q"]).test).toEqual(["CMD", "pg_isready", "-q"]);
  });
});
