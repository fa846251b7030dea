import { renderHealthTest } from "../../../components/compose-service/health-test";
import {
  commandHealthcheck,
  httpHealthcheck,
  tcpHealthcheck,
} from "../../../model/service/healthcheck";

describe("renderHealthTest", () => {
  it("asks every path of an HTTP server, and fails where one of them does", () => {
    expect(renderHealthTest(httpHealthcheck(5678, ["/healthz", "/rest/settings"]))).toEqual([
      ...["CMD", "wget", "-q", "-O", "/dev/null"],
      ...["http://127.0.0.1:5678/healthz", "http://127.0.0.1:5678/rest/settings"],
    ]);
  });

  it("opens a port, no longer than one answer may take", () => {
    expect(renderHealthTest(tcpHealthcheck(25, { timeout: "1m" }))).toEqual([
      ...["CMD", "nc", "-z", "-w", "60", "127.0.0.1", "25"],
    ]);
  });

  it("runs a command as it is, without a shell", () => {
    expect(renderHealthTest(commandHealthcheck(["pg_isready", "-d", "a b"]))).toEqual([
      ...["CMD", "pg_isready", "-d", "a b"],
    ]);
  });
});
