import { parse } from "yaml";

import type { GuestConnection } from "../../components/host/host";
import { accept } from "../../model/basics/checked";
import { refuse, UserError } from "../../model/basics/user-error";
import { checkLocationConfig } from "../../stacks/config/check-location-config";
import { splitHostKeys } from "../../stacks/config/host-keys";
import { locationSchema } from "../../stacks/config/location-config";
import { loginUser } from "../../stacks/config/login-user";
import { plainValues } from "../../stacks/config/plain-values";
import { hostKeyPublic } from "../../stacks/config/stack-secret";

/** How every guest of a location is reached, by its name, from the text of `Pulumi.<location>.yaml`. */
export function guestsOf(
  location: string,
  file: string,
  text: string,
): Readonly<Record<string, GuestConnection>> {
  const read = (parse(text) ?? {}) as { readonly config?: Readonly<Record<string, unknown>> };
  if (read.config === undefined) {
    throw new UserError(`${file}: config is missing. Write the stack's configuration first.`);
  }
  const { hostKeys, document } = splitHostKeys(plainValues(read.config, "moco-infra"));
  const known = Object.entries(document).filter(([key]) => key in locationSchema.shape);
  const { guests } = accept(file, checkLocationConfig(location, Object.fromEntries(known)));
  const names = Object.keys(guests);
  refuse(
    file,
    names
      .filter((name) => hostKeys[name] === undefined)
      .map((name) => ({
        path: hostKeyPublic(name),
        problem: "is missing",
        fix: `Make it with "npm run secrets -- init ${location}".`,
      })),
  );
  return Object.fromEntries(
    Object.entries(guests).map(([name, { address }]) => [
      name,
      { host: address, port: 22, user: loginUser, hostKey: hostKeys[name] ?? "" },
    ]),
  );
}
