import { generatePassword } from "../../../cli/secrets/generate-password";

describe("generatePassword", () => {
  it("has exactly the letters and digits that were asked for", () => {
    expect(generatePassword(40)).toMatch(/^[0-9A-Za-z]{40}$/);
    expect(generatePassword(97)).toMatch(/^[0-9A-Za-z]{97}$/);
  });

  it("skips bytes that would favour some letters", () => {
    const bytes = [255, 248, 0, 61, 62, 247];
    expect(generatePassword(4, () => Uint8Array.from(bytes))).toBe("0z0z");
  });

  it("asks again until it has enough", () => {
    const answers = [Uint8Array.from([255, 255]), Uint8Array.from([1, 2])];
    expect(generatePassword(2, () => answers.shift() ?? new Uint8Array())).toBe("12");
  });

  it("never repeats", () => {
    const passwords = new Set(Array.from({ length: 1_000 }, () => generatePassword(20)));
    expect(passwords.size).toBe(1_000);
  });
});
