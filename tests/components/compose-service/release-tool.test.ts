import { releaseTool } from "../../../components/compose-service/release-tool";

describe("releaseTool", () => {
  it("is one program that root may run", () => {
    expect(releaseTool.path).toBe("/usr/local/sbin/moco-release");
    expect(releaseTool.mode).toBe("0755");
    expect(releaseTool.content).toMatch(/^#!\/usr\/bin\/python3\n/);
  });
});
