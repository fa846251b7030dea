import { measure, median } from "../../../tools/bench/measure";

describe("measure", () => {
  it("lets contenders take turns, prepared before their clock starts", async () => {
    const done: string[] = [];
    const contender = (name: string) => ({
      name,
      prepare: () => Promise.resolve(done.push(`${name} prepared`)).then(() => undefined),
      run: () => Promise.resolve(done.push(`${name} run`)),
    });
    const timings = await measure([contender("a"), contender("b")], { rounds: 2, until: Infinity });
    const round = ["a prepared", "a run", "b prepared", "b run"];
    expect(done).toEqual([...round, ...round]);
    expect(Object.values(timings).map((values) => values.length)).toEqual([2, 2]);
  });

  it("ends when the time is up, after a whole round", async () => {
    const run = jest.fn(() => Promise.resolve());
    await measure([{ name: "a", run }], { rounds: 9, until: 0 });
    expect(run).toHaveBeenCalledTimes(1);
  });
});

describe("median", () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
    [[], Number.NaN],
  ])("of %p is %p", (values, middle) => {
    expect(median(values)).toBe(middle);
  });
});
