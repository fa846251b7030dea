import { asRoot } from "../../../components/host/as-root";

describe("asRoot", () => {
  it("hands the script to a shell of root", () => {
    expect(asRoot("echo 'a'\n")).toBe("sudo /bin/bash -c 'echo '\\''a'\\''\n'");
  });
});
