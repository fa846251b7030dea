import { renderProblem } from "../../../model/basics/problem";
import { checkEndpoints } from "../../../model/service/check-endpoints";
import type { EndpointSpec } from "../../../model/service/endpoint-spec";
import { aService } from "../../support/a-service";

function messages(endpoint: EndpointSpec): readonly string[] {
  return checkEndpoints(aService({ endpoints: { api: endpoint } })).map(renderProblem);
}

describe("checkEndpoints", () => {
  it("accepts a service without any", () => {
    expect(checkEndpoints(aService())).toEqual([]);
  });

  it("accepts a port of one of the containers", () => {
    expect(messages({ container: "web", port: 8080 })).toEqual([]);
    expect(messages({ container: "web", port: 8080, publishedPort: 5432 })).toEqual([]);
  });

  it("refuses an unknown container", () => {
    expect(messages({ container: "api", port: 8080 })).toEqual([
      'notes.endpoints.api.container must name one of the service\'s containers, got "api". Use one of web, or declare it in containers.',
    ]);
  });

  it("refuses ports that are none", () => {
    expect(messages({ container: "web", port: 0, publishedPort: 65_536 })).toEqual([
      "notes.endpoints.api.port must be a port, got 0. Use a whole number from 1 to 65535.",
      "notes.endpoints.api.publishedPort must be a port, got 65536. Use a whole number from 1 to 65535.",
    ]);
  });
});
