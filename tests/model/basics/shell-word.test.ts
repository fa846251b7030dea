import { execFileSync } from "node:child_process";

import { shellWord } from "../../../model/basics/shell-word";

describe("shellWord", () => {
  it.each(["plain", "two words", "it's", '$HOME `id` \\ "x"', "a\nb", ""])(
    "gives %p to a shell as one word",
    (text) => {
      const script = `printf '%s|' ${shellWord(text)}`;
      expect(execFileSync("/bin/sh", ["-c", script], { encoding: "utf8" })).toBe(`${text}|`);
    },
  );
});
