// The one direction of flow, as docs/architecture.md draws it: each floor may use what it names here and itself.
// `npm run check` refuses an arrow up, a way around the entry of a component or of a part of the sandbox, and a circle
// of files or folders.

/** Floors by folder, from the ground up: what each may import from this repository. */
const floors = {
  model: [],
  services: ["model"],
  components: ["model"],
  policy: ["model"],
  stacks: ["model", "services", "components"],
  cli: ["model", "services", "components", "stacks"],
  sandbox: ["model", "services", "components", "stacks", "cli"],
  tools: ["model", "services", "components", "stacks", "cli", "sandbox"],
};

/** Packages by floor; a floor without a line may use them all. */
const packages = {
  // Plain data runs anywhere: no Pulumi, no Node.js. Addresses are a well-kept library's business.
  model: "^node_modules/ipaddr\\.js/",
  services: "^nothing$",
  // Policies start fast: they load no provider.
  policy: "^node_modules/(@pulumi/(pulumi|policy)|yaml|zod)/",
  components: "^node_modules/(@pulumi|@muhlba91|yaml)/",
  stacks: "^node_modules/(@pulumi|@muhlba91|yaml|zod)/",
};

/** Floors that may use what Node.js brings. */
const nodeApis = ["policy", "components", "stacks"];

/** Workspaces of the sandbox, from the ground up: what each may enter of the others, and of the program. */
const workspaces = {
  world: { sandbox: [], program: [] },
  computer: { sandbox: ["world"], program: ["model"] },
  "provider-framework": { sandbox: ["world"], program: ["model"] },
  toolchain: { sandbox: ["world", "computer", "provider-framework"], program: ["model"] },
  images: { sandbox: ["world", "computer"], program: ["model", "services"] },
  proxmox: { sandbox: ["world", "computer", "provider-framework"], program: ["model", "cli"] },
  cloudflare: { sandbox: ["world", "computer", "provider-framework"], program: ["model"] },
  commands: {
    sandbox: [
      "world",
      "computer",
      "toolchain",
      "provider-framework",
      "images",
      "proxmox",
      "cloudflare",
    ],
    program: ["model", "services", "components", "stacks", "cli"],
  },
};

const folders = Object.keys(floors).join("|");

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...Object.entries(floors).map(([floor, below]) => ({
      name: `${floor}-looks-down`,
      comment: `${floor}/ may import from ${below.join("/, ") || "nothing but itself"}.`,
      severity: "error",
      // How Node.js reads the pack is no part of what it says.
      from: { path: `^${floor}/`, pathNot: "^policy/start\\.cjs$" },
      to: {
        path: `^(${folders}|tests|index\\.ts)(/|$)`,
        pathNot: `^(${[floor, ...below].join("|")})/`,
      },
    })),
    ...Object.entries(packages).map(([floor, allowed]) => ({
      name: `${floor}-packages`,
      comment: `${floor}/ may not use this package.`,
      severity: "error",
      from: { path: `^${floor}/` },
      to: {
        dependencyTypesNot: ["local", ...(nodeApis.includes(floor) ? ["core"] : [])],
        pathNot: [allowed, `^(${folders})/`],
      },
    })),
    {
      name: "component-entry",
      comment: "A component is entered through the file that is named after it.",
      severity: "error",
      from: { path: "^(?!tests/)", pathNot: "^components/" },
      to: { path: "^components/([^/]+)/", pathNot: "^components/([^/]+)/\\1\\.ts$" },
    },
    {
      name: "component-entry-for-components",
      comment: "A component is entered through the file that is named after it.",
      severity: "error",
      from: { path: "^components/([^/]+)/" },
      to: {
        path: "^components/([^/]+)/",
        pathNot: ["^components/$1/", "^components/([^/]+)/\\1\\.ts$"],
      },
    },
    ...Object.entries(workspaces).map(([workspace, { sandbox, program }]) => ({
      name: `sandbox-${workspace}-looks-down`,
      comment: `sandbox/${workspace}/ may enter ${[...sandbox.map((name) => `@moco-sandbox/${name}`), ...program.map((floor) => `${floor}/`)].join(", ") || "nothing"}.`,
      severity: "error",
      from: { path: `^sandbox/${workspace}/` },
      to: {
        path: `^(${folders}|tests|index\\.ts)(/|$)`,
        pathNot: [
          `^sandbox/(${[workspace, ...sandbox].join("|")})/`,
          ...program.map((floor) => `^${floor}/`),
        ],
      },
    })),
    {
      name: "sandbox-entry",
      comment:
        "A workspace of the sandbox is entered by its package's name: @moco-sandbox/<workspace>.",
      severity: "error",
      from: { path: "^", pathNot: "^(tests/)?sandbox/" },
      to: { path: "^sandbox/", dependencyTypesNot: ["aliased-workspace"] },
    },
    {
      name: "sandbox-entry-for-workspaces",
      comment:
        "A workspace of the sandbox is entered by its package's name; its own insides, and tests of them, by path.",
      severity: "error",
      from: { path: "^(?:tests/)?sandbox/([^/]+)/" },
      to: {
        path: "^sandbox/",
        pathNot: "^sandbox/$1/",
        dependencyTypes: ["local"],
        dependencyTypesNot: ["aliased-workspace"],
      },
    },
    {
      name: "sandbox-exports",
      comment: "What a workspace of the sandbox does not export is nobody else's business.",
      severity: "error",
      from: {},
      to: { path: "^@moco-sandbox/", couldNotResolve: true },
    },
    {
      name: "sandbox-packages",
      comment: "A workspace of the sandbox lists the packages that it uses in its package.json.",
      severity: "error",
      from: { path: "^sandbox/" },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "no-file-circle",
      comment: "Two files that need each other are one, or need a third below both.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-folder-circle",
      comment: "Two folders that need each other have no order in which a person can read them.",
      severity: "error",
      scope: "folder",
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.sandbox|node_modules/\\.|tests/fixtures)/" },
    tsPreCompilationDeps: true,
    // Workspaces are found by what their package.json exports.
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["require", "node", "default"],
    },
    tsConfig: { fileName: "tsconfig.json" },
  },
};
