import { type AddressInfo, createServer } from "node:net";

import { describeTakenPort, takenPorts } from "../../../../sandbox/computer/network/check-ports";

describe("takenPorts", () => {
  it("finds the address that another program listens on, and leaves a free one alone", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const needed = { address, purpose: "public names" };
    expect(await takenPorts([needed])).toEqual([needed]);
    await new Promise((resolve) => server.close(resolve));
    expect(await takenPorts([needed])).toEqual([]);
  });
});

describe("describeTakenPort", () => {
  it("names the port, what it is for, and how to find who has it", () => {
    expect(describeTakenPort({ address: "127.0.0.1:8080", purpose: "public names" })).toBe(
      'port 8080: must be free on this machine for public names, got a program that listens on 127.0.0.1:8080. See which with "ss -ltnp sport = :8080", stop it, and run again.',
    );
  });
});
