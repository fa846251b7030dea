import { renderProblem } from "../../../model/basics/problem";
import { checkUnique } from "../../../stacks/plan/check-unique";
import type { PlannedRoute } from "../../../stacks/plan/location";
import { aTunnelRoute } from "../../support/a-tunnel-route";
import { anInstance, dataGuest } from "../../support/an-instance";

const problemsOf = (...routes: readonly PlannedRoute[]): readonly string[] =>
  checkUnique([], routes).map(renderProblem);

describe("checkUnique", () => {
  it("accepts a name with a path, and the same path of another name", () => {
    expect(
      problemsOf(
        aTunnelRoute(),
        aTunnelRoute({ name: "n8n-hook", path: "/hook" }),
        aTunnelRoute({ name: "n8n-other", path: "/hook", hostname: "other.example.org" }),
      ),
    ).toEqual([]);
  });

  it("refuses two services of one name, on whatever guests", () => {
    const instances = [anInstance("notes"), anInstance("blog"), anInstance("notes", dataGuest)];
    expect(checkUnique(instances, []).map(renderProblem)).toEqual([
      'notes must have a name of its own; notes has it already, got "notes". Change one of the two.',
    ]);
  });

  it("refuses two routes of one public address", () => {
    expect(
      problemsOf(
        aTunnelRoute({ path: "/hook" }),
        aTunnelRoute({ name: "notes-web", service: "notes", path: "/hook" }),
      ),
    ).toEqual([
      'notes.routes.web must have a public address of its own; n8n.routes.web has it already, got "n8n.example.org/hook". Change one of the two.',
    ]);
  });

  it("refuses routes of two services whose resources would have one name", () => {
    expect(
      problemsOf(
        aTunnelRoute({ name: "n8n-editor-x" }),
        aTunnelRoute({ name: "n8n-editor-x", service: "n8n-editor", hostname: "x.example.org" }),
      ),
    ).toEqual([
      'n8n-editor.routes.x must have a name of its resources of its own; n8n.routes.editor-x has it already, got "n8n-editor-x". Change one of the two.',
    ]);
  });

  it("leaves it to the service's own check that a route is declared twice", () => {
    expect(problemsOf(aTunnelRoute(), aTunnelRoute({ path: "/a" }))).toEqual([]);
  });
});
