import { z } from "zod";

/**
 * The kinds of values that configuration holds. Each says what it expects and shows an example, so
 * that every fault comes with its fix, and docs/configuration.md can be written from here;
 * `check-shape.ts` takes the two apart at the bar.
 */
function expecting(
  expectation: string,
  example: string,
): { error: (issue: { input?: unknown }) => string } {
  return {
    error: ({ input }) =>
      input === undefined
        ? `is missing|Add it, for instance ${example}.`
        : `must be ${expectation}|Write it like ${example}.`,
  };
}

function matching(pattern: RegExp, expectation: string, example: string): z.ZodString {
  const message = expecting(expectation, example);
  return z.string(message).regex(pattern, message).meta({ expectation, example });
}

const octet = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
const address = `${octet}(\\.${octet}){3}`;

export const ipv4 = matching(new RegExp(`^${address}$`), "an IPv4 address", "10.50.0.70");

export const cidr = matching(
  new RegExp(`^${address}/(3[0-2]|[12]?\\d)$`),
  "an IPv4 range",
  "10.50.0.0/24",
);

export const label = matching(
  /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/,
  "lower-case letters, digits and dashes, starting with a letter",
  "pm1-apps",
);

export const domain = matching(
  /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/,
  "a domain name in lower case",
  "example.com",
);

export const url = matching(/^https?:\/\/[^\s/]+(\/\S*)?$/, "a URL", "https://10.50.0.1:8006/");

export const hex = (digits: number): z.ZodString =>
  matching(
    new RegExp(`^[a-f0-9]{${String(digits)}}$`),
    `${String(digits)} hexadecimal digits in lower case`,
    "a".repeat(8) + "…",
  );

const anAmount = {
  expectation: "an amount of memory or disk in m or g",
  example: "512m or 16g",
} as const;

export const size = z
  .templateLiteral(
    [z.number().int().positive(), z.enum(["m", "g"])],
    expecting(anAmount.expectation, anAmount.example),
  )
  .meta(anAmount);

export const text = matching(/\S/, "text", "a short sentence");

// Without quotes: addresses become part of an expression in Cloudflare's own language.
export const email = matching(
  /^[^@\s"\\]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/,
  "an e-mail address",
  "ada@example.com",
);

export const hours = matching(/^[1-9]\d*h$/, "a number of hours", "8760h");

export const moment = matching(
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/,
  "a moment in UTC",
  "2026-12-01T12:00:00Z",
);

export const authorizedKey = matching(
  /^(ssh-ed25519|ecdsa-sha2-nistp256|sk-ssh-ed25519@openssh\.com|ssh-rsa) [A-Za-z0-9+/=]+( .*)?$/,
  "a public SSH key",
  "ssh-ed25519 AAAA… ada@laptop",
);

export const flag = z
  .boolean(expecting("true or false", "true"))
  .meta({ expectation: "true or false", example: "true" });

/** One of a closed set of words. */
export function oneOf<const Word extends string>(
  words: readonly [Word, ...Word[]],
): z.ZodEnum<z.core.util.ToEnum<Word>> {
  const expectation = `one of ${words.join(", ")}`;
  return z.enum(words, expecting(expectation, words[0])).meta({ expectation, example: words[0] });
}

export function wholeNumber(from: number, to: number): z.ZodNumber {
  const expectation = `a whole number from ${String(from)} to ${String(to)}`;
  const message = expecting(expectation, String(from));
  return z.int(message).min(from, message).max(to, message).meta({ expectation });
}

/** An object that refuses keys it does not know; for `check-shape.ts` it says which ones there are. */
export function section<Shape extends z.ZodRawShape>(
  shape: Shape,
): z.ZodObject<Shape, z.core.$strict> {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? Object.keys(shape).join(" ")
        : issue.input === undefined
          ? `is missing|Add it with ${Object.keys(shape).join(", ")}.`
          : `must be a mapping|Write it with ${Object.keys(shape).join(", ")}.`,
  });
}

/** One of several sections, told apart by the word under one key. */
export function oneOfKinds<
  const Key extends string,
  Kinds extends readonly [z.ZodObject<Record<Key, z.ZodLiteral<string>>>, ...z.ZodObject[]],
>(key: Key, kinds: Kinds): z.ZodDiscriminatedUnion<Kinds, Key> {
  const words = kinds.map((kind) => String((kind.shape[key] as z.ZodLiteral).value));
  const example = words[0] ?? "";
  return z.discriminatedUnion(key, kinds, expecting(`one of ${words.join(", ")}`, example));
}

/** A mapping from names of the author's choice. */
export function named<Value extends z.ZodType>(value: Value): z.ZodRecord<typeof label, Value> {
  return z.record(label, value, expecting("a mapping by name", "pm1-apps: {…}"));
}

export function list<Item extends z.ZodType>(item: Item, least: number): z.ZodArray<Item> {
  const message = expecting(
    least === 0 ? "a list" : `a list of at least ${String(least)}`,
    "- first entry",
  );
  return z.array(item, message).min(least, message);
}

export function atLeast(least: number, example: string): z.ZodNumber {
  const expectation = `a number from ${String(least)} on`;
  const message = expecting(expectation, example);
  return z.number(message).min(least, message).meta({ expectation, example });
}

/** The account, its zones and the team in front of everything; the same in every stack. */
export const cloudflare = section({
  apiUrl: url.default("https://api.cloudflare.com/client/v4").describe("Cloudflare's API"),
  accountId: hex(32).describe("the account, from the dashboard's overview page"),
  teamName: label.meta({
    description: "the Zero Trust team, `<teamName>.cloudflareaccess.com`",
    example: "moco",
  }),
  zones: named(
    section({
      id: hex(32).describe("the zone, from the dashboard's overview page"),
      name: domain.describe("public names are one label below it"),
    }),
  ).describe("the domains; routes that name no zone are in `main`"),
});
