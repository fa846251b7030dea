import {
  composeNameOf,
  labelsOf,
  renderComposeFile,
  volumeNameOf,
} from "../../../components/compose-service/compose-file";
import { aFullService } from "../../support/a-full-service";
import { aPlacedService } from "../../support/a-placed-service";

const service = aFullService();
const cache = service.containers["cache"]!;

describe("renderComposeFile", () => {
  it("renders every part of a service", () => {
    expect(renderComposeFile(service)).toBe(`name: n8n
services:
  n8n-main:
    image: n8nio/n8n:1.80.0@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
    pull_policy: missing
    restart: unless-stopped
    user: 1000:1000
    command:
      - sh
      - -c
      - echo $$HOME
    environment:
      N8N_PORT: "5678"
      N8N_SECURE: "yes"
      PRICE: 5$$
      KEY_FILE: /run/secrets/key
    depends_on:
      n8n-cache:
        condition: service_healthy
    healthcheck:
      test:
        - CMD
        - wget
        - -q
        - -O
        - /dev/null
        - http://127.0.0.1:5678/healthz
      interval: 10s
      timeout: 5s
      retries: 3
      start_period: 20s
      start_interval: 1s
    stop_grace_period: 30s
    deploy:
      resources:
        limits:
          cpus: "0.5"
          memory: 512m
          pids: 100
    read_only: true
    tmpfs:
      - /tmp:uid=1000,gid=1000,mode=0700
    cap_drop:
      - ALL
    cap_add:
      - NET_BIND_SERVICE
    security_opt:
      - no-new-privileges:true
    networks:
      default:
        aliases:
          - main
      n8n.proxy:
        aliases:
          - n8n-main
      n8n.mail:
        aliases:
          - n8n-main
    ports:
      - target: 5432
        published: "5432"
        host_ip: 10.50.0.70
        protocol: tcp
    volumes:
      - type: volume
        source: data
        target: /home/node/.n8n
      - type: bind
        source: /opt/stacks/n8n/files/\${FILES_main:?is made by moco-release}/config/etc/n8n/n8n.yaml
        target: /etc/n8n/n8n.yaml
        read_only: true
        bind:
          create_host_path: false
      - type: bind
        source: /opt/stacks/n8n/reloaded/main/etc/n8n/rules
        target: /etc/n8n/rules
        read_only: true
        bind:
          create_host_path: false
      - type: bind
        source: /opt/stacks/n8n/files/\${FILES_main:?is made by moco-release}/secrets
        target: /run/secrets
        read_only: true
        bind:
          create_host_path: false
    labels:
      moco.service: n8n
      moco.location: pm1
      moco.container: main
    logging:
      driver: json-file
      options:
        max-size: 10m
        max-file: "3"
  n8n-cache:
    image: redis:7.4@sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
    pull_policy: missing
    restart: unless-stopped
    user: 999:999
    healthcheck:
      test:
        - CMD
        - redis-cli
        - ping
      interval: 10s
      timeout: 5s
      retries: 3
      start_period: 20s
      start_interval: 1s
    stop_grace_period: 10s
    deploy:
      resources:
        limits:
          cpus: "1"
          memory: 64m
          pids: 512
    read_only: false
    cap_drop:
      - ALL
    security_opt:
      - no-new-privileges:true
    networks:
      default:
        aliases:
          - cache
    labels:
      moco.service: n8n
      moco.location: pm1
      moco.container: cache
    logging:
      driver: json-file
      options:
        max-size: 10m
        max-file: "3"
networks:
  default:
    name: n8n
    external: true
  n8n.proxy:
    name: n8n.proxy
    external: true
  n8n.mail:
    name: n8n.mail
    external: true
volumes:
  data:
    name: n8n-data
    external: true
`);
  });

  it("leaves out what a service does not have, and joins its own network alone", () => {
    const small = aPlacedService({
      containers: { n8n: cache },
      routes: [],
      ports: [],
      volumes: {},
    });
    const text = renderComposeFile(small);
    expect(text).not.toMatch(/^ *(environment|volumes|ports|tmpfs|cap_add|command|depends_on):/m);
    expect(text).toContain(`    networks:
      default: {}
    labels:
`);
    expect(text).toMatch(/^networks:\n {2}default:\n {4}name: n8n\n {4}external: true\n$/m);
  });

  it("declares a network once that several containers join, each under its own name", () => {
    const shared = { ...cache, networks: ["n8n.mail"] };
    const text = renderComposeFile(aPlacedService({ containers: { a: shared, b: shared } }));
    expect(text.match(/^ +n8n\.mail:\n +aliases:\n +- n8n-[ab]$/gm)).toEqual([
      "      n8n.mail:\n        aliases:\n          - n8n-a",
      "      n8n.mail:\n        aliases:\n          - n8n-b",
    ]);
    expect(text.match(/^ {2}n8n\.mail:$/gm)).toHaveLength(1);
  });
});

describe("composeNameOf", () => {
  it("names a container after its service, once", () => {
    expect([composeNameOf("n8n", "n8n"), composeNameOf("n8n", "cache")]).toEqual([
      "n8n",
      "n8n-cache",
    ]);
  });
});

describe("volumeNameOf", () => {
  it("names a volume after its service", () => {
    expect(volumeNameOf("n8n", "data")).toBe("n8n-data");
  });
});

describe("labelsOf", () => {
  it("says whose a thing is, and where", () => {
    expect(labelsOf(service)).toEqual({ "moco.service": "n8n", "moco.location": "pm1" });
  });
});
