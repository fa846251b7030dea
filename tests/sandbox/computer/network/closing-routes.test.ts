import { closedRanges, renderRoute } from "../../../../sandbox/computer/network/closing-routes";

const table = `Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0
moco-wan\t0000330A\t0B001DAC\t0003\t0\t0\t0\t00FFFFFF\t0\t0\t0
*\t0000320A\t00000000\t0201\t0\t0\t9999\t0000FFFF\t0\t0\t0
*\t4000330A\t00000000\t0201\t0\t0\t9999\tC0FFFFFF\t0\t0\t0
*\t0000340A\t00000000\t0201\t0\t0\t100\t0000FFFF\t0\t0\t0
`;

describe("closedRanges", () => {
  it("finds closing routes, and takes no other route for one", () => {
    expect(closedRanges(table)).toEqual(["10.50.0.0/16", "10.51.0.64/26"]);
  });
});

describe("renderRoute", () => {
  it("leads nowhere, below every other route", () => {
    expect(renderRoute("replace", "10.50.0.0/24").join(" ")).toBe(
      "route replace unreachable 10.50.0.0/24 metric 9999",
    );
  });
});
