/**
 * Headers with which one proxy tells the next, or a program, what the visitor asked for and who they are. A
 * connector passes on what the visitor wrote there, and services believe it: links to a stranger's host in
 * password mails, another address in the log, another user where a proxy signs people in.
 */
const claims = [
  "Forwarded",
  "Remote-User",
  "True-Client-Ip",
  "X-Client-Ip",
  "X-Forwarded-Email",
  "X-Forwarded-Groups",
  "X-Forwarded-Method",
  "X-Forwarded-Port",
  "X-Forwarded-Prefix",
  "X-Forwarded-Preferred-Username",
  "X-Forwarded-Server",
  "X-Forwarded-Tls-Client-Cert",
  "X-Forwarded-Tls-Client-Cert-Info",
  "X-Forwarded-Uri",
  "X-Forwarded-User",
  "X-Original-Url",
  "X-Real-Ip",
  "X-Remote-User",
  "X-Rewrite-Url",
  "X-Webauth-User",
] as const;

/**
 * What a service gets of them: the route's own name as the host, and nothing else. `X-Forwarded-For` and
 * `X-Forwarded-Proto` stay, because Cloudflare writes them: the visitor's address is the last but one of the
 * list, and what stands before it is the visitor's word.
 */
export function forwardedHeaders(hostname: string): Readonly<Record<string, string>> {
  const removed = [
    ...claims,
    // Where a program reads headers as CGI variables, these are the same.
    ...["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", ...claims].flatMap((header) =>
      header.includes("-") ? [header.replaceAll("-", "_")] : [],
    ),
  ];
  // An empty value removes the header.
  return {
    "X-Forwarded-Host": hostname,
    ...Object.fromEntries(removed.map((header) => [header, ""])),
  };
}
