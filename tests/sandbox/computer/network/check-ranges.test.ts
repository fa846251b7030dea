import { takenRanges } from "../../../../sandbox/computer/network/check-ranges";

const interfaces = {
  lo: [{ cidr: "127.0.0.1/8" }, { cidr: "::1/128" }],
  eth0: [{ cidr: "192.168.1.20/24" }],
  "moco-pm1-10": [{ cidr: "10.50.0.62/26" }],
  tun0: [{ cidr: null }],
};

describe("takenRanges", () => {
  it("names the location whose range is that of a network of this machine", () => {
    expect(takenRanges({ pm1: "10.50.0.0/24", home: "192.168.0.0/16" }, interfaces)).toEqual([
      "Pulumi.home.yaml: location.cidr must not be a network that this machine is on, got 192.168.0.0/16 and 192.168.1.20/24 of eth0. Try the sandbox on a machine elsewhere.",
    ]);
  });

  it("does not mind bridges of the sandbox's own", () => {
    expect(takenRanges({ pm1: "10.50.0.0/24" }, interfaces)).toEqual([]);
  });
});
