import { describeOwner } from "../../../../sandbox/computer/docker/world-owner";

describe("describeOwner", () => {
  it("says where the other sandbox is and to take it down there", () => {
    expect(describeOwner("/home/ada/other/.sandbox", false)).toBe(
      'sandbox: one can be up on a machine at a time, got that of /home/ada/other/.sandbox. Run "npm run sandbox -- destroy" in that checkout and run again.',
    );
  });

  it("says how to remove what a deleted checkout left", () => {
    expect(describeOwner("/home/ada/gone/.sandbox", true)).toBe(
      'sandbox: one can be up on a machine at a time, got what is left of /home/ada/gone/.sandbox, which is gone. Remove it with "npm run sandbox -- destroy --force" and run again.',
    );
  });
});
