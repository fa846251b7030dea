import { renderStaticConfig } from "../../../components/traefik-proxy/static-config";

describe("renderStaticConfig", () => {
  it("believes connectors only, leaves paths as they came, and opens neither dashboard nor API", () => {
    expect(renderStaticConfig(["10.50.0.10", "10.50.0.70"])).toBe(`global:
  checkNewVersion: false
  sendAnonymousUsage: false
entryPoints:
  web:
    address: :8000
    forwardedHeaders:
      insecure: false
      trustedIPs:
        - 10.50.0.10
        - 10.50.0.70
    http:
      sanitizePath: false
  internal:
    address: 127.0.0.1:8082
ping:
  entryPoint: internal
providers:
  providersThrottleDuration: 500ms
  file:
    directory: /etc/traefik/dynamic
    watch: true
log:
  level: INFO
  format: json
accessLog:
  format: json
  fields:
    headers:
      defaultMode: drop
      names:
        Cf-Connecting-Ip: keep
        X-Forwarded-For: keep
`);
  });
});
