import { execFileSync } from "node:child_process";

import { asRoot, quote } from "../../../components/tunnel-connectors/quote";

describe("quote", () => {
  it.each(["plain", "two words", "it's", '$HOME `id` \\ "x"', "a\nb", ""])(
    "gives %p to a shell as one word",
    (text) => {
      const script = `printf '%s|' ${quote(text)}`;
      expect(execFileSync("/bin/sh", ["-c", script], { encoding: "utf8" })).toBe(`${text}|`);
    },
  );
});

describe("asRoot", () => {
  it("hands the script to a shell of root", () => {
    expect(asRoot("echo 'a'\n")).toBe("sudo /bin/bash -c 'echo '\\''a'\\''\n'");
  });
});
