import type * as pulumi from "@pulumi/pulumi";

/** What an Output is made of, and its declarations leave out. */
interface Parts<Value> {
  readonly promise: () => Promise<Value>;
  readonly allResources: () => Promise<unknown>;
  readonly isKnown: Promise<unknown>;
  readonly isSecret: Promise<unknown>;
}

/** The value of an Output, awaited, or the error that it failed with. Ask before the program is over. */
export async function valueOf<Value>(output: pulumi.Output<Value>): Promise<unknown> {
  const { promise, allResources, isKnown, isSecret } = output as unknown as Parts<Value>;
  // A failure that nobody waits for would end the process.
  const [value] = await Promise.allSettled([promise(), allResources(), isKnown, isSecret]);
  return value.status === "fulfilled" ? value.value : value.reason;
}
