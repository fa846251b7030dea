import { Command } from "commander";

/** What may stand behind a stack, as the engine's own help has it. */
const both = [
  "-d, --debug",
  "--diff",
  "-x, --exclude <urn>",
  "--exclude-dependents",
  "--expect-no-changes",
  "-j, --json",
  "--logflow",
  "--logtostderr",
  "-m, --message <text>",
  "-p, --parallel <number>",
  "--policy-pack <path>",
  "--policy-pack-config <path>",
  "-r, --refresh [boolean]",
  "--replace <urn>",
  "--run-program",
  "--show-config",
  "--show-full-output",
  "--show-policy-remediations",
  "--show-reads",
  "--show-replacement-steps",
  "--show-sames",
  "--suppress-outputs",
  "--suppress-progress",
  "-t, --target <urn>",
  "--target-dependents",
  "--target-replace <urn>",
  "--urns",
  "-v, --verbose <number>",
];

export const engineOptions = {
  preview: [...both, "--import-file <path>", "--save-plan <path>"],
  up: [
    ...both.filter((flags) => !flags.startsWith("-x")),
    "--exclude <urn>",
    "--continue-on-error",
  ],
} as const;

/** Refuses what the engine would refuse, before anything is set up for it; the way `parent` refuses. */
export function checkEngineOptions(
  name: keyof typeof engineOptions,
  words: readonly string[],
  parent: Command,
): void {
  const engine = new Command(name)
    .copyInheritedSettings(parent)
    .allowExcessArguments(false)
    .showHelpAfterError(`"pulumi ${name} --help" explains what may stand here.`);
  for (const flags of engineOptions[name]) engine.option(flags);
  engine.parse(words, { from: "user" });
}
