import { tunnelToken } from "../../../components/zero-trust-tunnel/tunnel-token";

describe("tunnelToken", () => {
  it("is what cloudflared reads: account, tunnel and secret as JSON in base64", () => {
    const token = tunnelToken(
      "0123456789abcdef0123456789abcdef",
      "c1744f8b-faa1-48a4-9e5c-02ac921467fa",
      "AAECAw==",
    );
    expect(token).toBe(
      "eyJhIjoiMDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWYiLCJ0IjoiYzE3NDRmOGItZmFhMS00OGE0LTllNWMtMDJhYzkyMTQ2N2ZhIiwicyI6IkFBRUNBdz09In0=",
    );
    expect(JSON.parse(Buffer.from(token, "base64").toString())).toEqual({
      a: "0123456789abcdef0123456789abcdef",
      t: "c1744f8b-faa1-48a4-9e5c-02ac921467fa",
      s: "AAECAw==",
    });
  });
});
