import { renderProblem } from "../../../model/basics/problem";
import { checkPort } from "../../../model/service/check-port";

describe("checkPort", () => {
  it.each([1, 80, 65_535])("accepts %p", (port) => {
    expect(checkPort("notes.endpoints.web.port", port)).toEqual([]);
  });

  it.each([0, -1, 65_536, 80.5, Number.NaN])("refuses %p", (port) => {
    expect(checkPort("notes.endpoints.web.port", port).map(renderProblem)).toEqual([
      `notes.endpoints.web.port must be a port, got ${String(port)}. Use a whole number from 1 to 65535.`,
    ]);
  });
});
