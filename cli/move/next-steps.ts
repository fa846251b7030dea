import type { MovePlan } from "./plan-move";

/** What a person does after the data has arrived. */
export function renderNextSteps(plan: MovePlan, copy: string): string {
  const { location, service, to, source, target } = plan;
  const from = source.slice(location.length + 1);
  const again = `npm run move -- ${location} ${service} ${to}`;
  return `${service} is stopped, and its data is on ${source} and on ${target}. Now:
  1. In stacks/${location}.ts place ${service} on "${to}", and declare it:
     moved: [{ service: "${service}", from: "${from}", to: "${to}", copy: "${copy}" }],
  2. pulumi up --stack ${location} --policy-pack policy
  3. When all is well there, remove the old copy: ${again} --finish
Until step 2 the way back is: ${again} --undo`;
}

/** What would be done, for `--dry-run`. */
export function renderPlan({ service, source, target, volumes }: MovePlan): string {
  return [
    `${service} would stop on ${source}, until "pulumi up" starts it on ${target}.`,
    ...volumes.map(({ name, bytes }) => `  ${name}: ${String(bytes)} bytes would be copied`),
    "Nothing was changed.",
  ].join("\n");
}
