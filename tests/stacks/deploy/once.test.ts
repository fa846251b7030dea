import { once } from "../../../stacks/deploy/once";

describe("once", () => {
  it("makes each thing once, whoever asks for it first", () => {
    const a = { name: "a", needs: [] };
    const b = { name: "b", needs: [a] };
    const made: string[] = [];
    const make = once(({ name, needs }: { name: string; needs: readonly (typeof a)[] }): string => {
      const first = needs.map(make);
      made.push(name);
      return [...first, name].join("+");
    });
    expect([b, a, b].map(make)).toEqual(["a+b", "a", "a+b"]);
    expect(made).toEqual(["a", "b"]);
  });

  it("remembers what is made of nothing", () => {
    let times = 0;
    const make = once<object, undefined>(() => {
      times += 1;
      return undefined;
    });
    const key = {};
    make(key);
    make(key);
    expect(times).toBe(1);
  });
});
