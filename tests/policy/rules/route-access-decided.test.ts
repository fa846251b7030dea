import { login, publicAccess, serviceToken } from "../../../model/service/access";
import { resourceType } from "../../../policy/facts/resource-type";
import { routeAccessDecided } from "../../../policy/rules/route-access-decided";
import { aPlacedService } from "../../support/a-placed-service";
import { aResource, unknownText, violationsOf } from "../../support/policy";

const route = aPlacedService().routes[0]!;

function withAccess(access: unknown): readonly string[] {
  const service = { routes: [{ ...route, access }] };
  return violationsOf(routeAccessDecided, aResource(resourceType.composeService, { service }));
}

const subject = 'ComposeService "n8n": service.routes[n8n.example.org/].access';
const fix = "Use login(…groups), serviceToken(…names) or publicAccess(reason, control).";

describe("routeAccessDecided", () => {
  it.each([
    login("staff"),
    serviceToken("ci"),
    publicAccess("Callers cannot sign in.", "Signed requests."),
  ])("accepts %p", (access) => {
    expect(withAccess(access)).toEqual([]);
  });

  it("refuses a route that says nothing", () => {
    expect(withAccess(undefined)).toEqual([`${subject} is missing. ${fix}`]);
  });

  it("refuses another kind", () => {
    expect(withAccess({ kind: "everyone" })).toEqual([
      `${subject}.kind must be login, serviceToken or public, got "everyone". ${fix}`,
    ]);
  });

  it.each([
    [{ kind: "login", groups: [] }, "groups must name at least one group"],
    [{ kind: "login", groups: [" "] }, "groups must name at least one group"],
    [{ kind: "serviceToken" }, "tokens must name at least one service token"],
  ])("refuses %p, which lets no one decide", (access, problem) => {
    expect(withAccess(access)).toEqual([`${subject}.${problem}. ${fix}`]);
  });

  it("refuses a public name that says neither why nor what guards it", () => {
    expect(withAccess({ kind: "public", reason: " " })).toEqual([
      `${subject}.reason is missing. Write in one sentence why the caller cannot sign in.`,
      `${subject}.compensatingControl is missing. Write in one sentence what guards it instead.`,
    ]);
  });

  it("refuses a decision that only a deployment would show", () => {
    expect(withAccess({ kind: unknownText })).toEqual([
      `ComposeService "n8n": service.routes[0].access.kind is not known before deployment. Make it plain data, so that this rule can judge it in a preview.`,
    ]);
  });
});
