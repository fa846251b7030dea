import {
  type GuestConnection,
  toBootingConnection,
  toCommandConnection,
} from "../../../../components/host/host";
import { type Connection, parseConnection } from "../../../../sandbox/toolchain/command/connection";
import { pauseAfter } from "../../../../sandbox/toolchain/command/dial";

const guest: GuestConnection = {
  host: "10.50.0.70",
  port: 22,
  user: "ops",
  hostKey: "ssh-ed25519 AAAA",
};

/** Seconds until a guest that swallows every packet is given up. */
function patienceOf({ dialErrorLimit, perDialTimeout }: Connection): number {
  const pauses = Array.from({ length: dialErrorLimit }, (_, index) => pauseAfter(index + 1));
  const paused = pauses.reduce((sum, pause) => sum + pause, 0) / 1_000;
  return Math.round((dialErrorLimit + 1) * perDialTimeout + paused);
}

describe("pauseAfter", () => {
  it("grows from a tenth of a second to five", () => {
    expect([1, 2, 3, 10, 11, 60].map((failures) => Math.round(pauseAfter(failures)))).toEqual([
      100, 150, 225, 3_844, 5_000, 5_000,
    ]);
  });

  it("adds up to about two minutes for a guest that is gone, and five for one that boots", () => {
    expect(patienceOf(parseConnection(toCommandConnection(guest)))).toBe(146);
    expect(patienceOf(parseConnection(toBootingConnection(guest)))).toBe(326);
  });
});
