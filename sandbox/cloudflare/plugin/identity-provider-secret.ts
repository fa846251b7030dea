import type { Values } from "@moco-sandbox/provider-framework/plugin";

/** The API shows an identity provider's settings without its client secret; state has it. */
export function restoreClientSecret(found: Values, state: Values): Values {
  const clientSecret = settingsOf(state)["clientSecret"];
  if (clientSecret === undefined) return found;
  return { ...found, config: { ...settingsOf(found), clientSecret } };
}

function settingsOf({ config }: Values): Values {
  return typeof config === "object" && config !== null ? (config as Values) : {};
}
