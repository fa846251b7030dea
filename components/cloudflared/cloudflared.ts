// The connector program of a tunnel, as text for whoever installs it: on guests, and on the node.
export { renderConnectorUnit } from "./connector-unit";
export { type CloudflaredRelease, renderInstallScript, renderRemoveScript } from "./install-script";
