/** Providers that touch only our own machines, so that the official plugin is as good as the stand-in. */
export const officialPlugins: Readonly<Record<string, string>> = {
  "resource-command": "1.2.1",
  "resource-docker": "5.2.0",
};
