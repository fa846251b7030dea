/** Of these one program may say that they are below /webhook, and another one that they are not. */
export const ambiguousPaths: readonly string[] = [
  "/webhook/../rest/settings",
  "/webhook/./../rest/settings",
  "/webhook/x/../../rest/settings",
  "/webhook//../rest/settings",
  "/webhook///rest/settings",
  "/webhook/..",
  "/webhook/.",
  "/webhook/..?to=/rest/settings",
  "/webhook/%2e%2e/rest/settings",
  "/webhook/%2E%2E/rest/settings",
  "/webhook/.%2e/rest/settings",
  "/webhook/%2e%2e%2frest/settings",
  "/webhook/..%2frest/settings",
  "/webhook/..%2Frest/settings",
  "/webhook%2f..%2frest%2fsettings",
  "/webhook/..\\rest/settings",
  "/webhook\\..\\rest\\settings",
  "/webhook/..%5crest/settings",
  "/webhook/..;/rest/settings",
  "/webhook/..;x=1/rest/settings",
  "/webhook/..%3b/rest/settings",
  "/webhook/%2e%2e;/rest/settings",
  "/webhook/..%00/rest/settings",
  "/webhook/x%00",
  "/webhook/x%0d%0aHost:%20other",
  "/./webhook/x",
  "//webhook/x",
  "/rest/..;/webhook/x",
  "/rest/../webhook/x",
];

/** These look like tricks, and are below /webhook whoever reads them. */
export const webhookPaths: readonly string[] = [
  "/webhook/x",
  "/%77ebhook/x",
  "/webhook/.../rest/settings",
  "/webhook/.rest",
  "/webhook/rest..",
  "/webhook/x;a=b",
  "/webhook/a%20b",
  "/webhook/%252e%252e/rest/settings",
  "/webhook/%252e%252e%252frest/settings",
  "/webhook/x?to=/../rest//settings%2f",
];

/** These are not below /webhook, whoever reads them. */
export const otherPaths: readonly string[] = [
  "/",
  "/rest/settings",
  "/webhooks",
  "/webhook-test/x",
  "/webhook.",
  "/webhook./x",
  "/webhook%20/x",
  "/WEBHOOK-TEST/x",
  "/.well-known/x",
];
