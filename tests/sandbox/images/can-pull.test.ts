import type * as CanPull from "../../../sandbox/images/can-pull";

describe("canPull", () => {
  const upstream = global.fetch;

  afterEach(() => {
    global.fetch = upstream;
    jest.resetModules();
  });

  /** The answer of a fresh run, asked twice. */
  async function ask(answer: () => Promise<Response>): Promise<[boolean, number]> {
    const fetch = jest.fn(answer);
    global.fetch = fetch;
    const { canPull } = jest.requireActual<typeof CanPull>("../../../sandbox/images/can-pull");
    await canPull();
    return [await canPull(), fetch.mock.calls.length];
  }

  it("is true where a registry asks who is there, and asks once", async () => {
    const answer = (): Promise<Response> => Promise.resolve(new Response("", { status: 401 }));
    await expect(ask(answer)).resolves.toEqual([true, 1]);
  });

  it("is false where something in between refuses", async () => {
    const answer = (): Promise<Response> => Promise.resolve(new Response("", { status: 403 }));
    await expect(ask(answer)).resolves.toEqual([false, 1]);
  });

  it("is false where nothing answers", async () => {
    const answer = (): Promise<Response> => Promise.reject(new TypeError("fetch failed"));
    await expect(ask(answer)).resolves.toEqual([false, 1]);
  });
});
