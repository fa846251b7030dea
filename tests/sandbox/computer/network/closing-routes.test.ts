import { isClosed } from "../../../../sandbox/computer/network/closing-routes";

const table = `Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0
moco-wan\t0000330A\t0B001DAC\t0003\t0\t0\t0\t00FFFFFF\t0\t0\t0
*\t0000320A\t00000000\t0201\t0\t0\t9999\t0000FFFF\t0\t0\t0
`;

describe("isClosed", () => {
  it("finds the closing route of a range", () => {
    expect(isClosed("10.50.0.0/16", table)).toBe(true);
  });

  it("takes no other route to the range for it", () => {
    expect(isClosed("10.51.0.0/16", table)).toBe(false);
  });
});
