/** One fault in data a person wrote: where it is, what is wrong, what stands there, and how to mend it. */
export interface Problem {
  /** Dotted path from the root of the document, `guests.pm1-apps.address` or `routes[0].limit`. */
  readonly path: string;
  /** What is wrong, as a verb phrase that continues the path: `must be inside 10.50.0.64/26`. */
  readonly problem: string;
  /** The offending value as written; left out where it is missing or might be a secret. */
  readonly got?: string;
  /** What to do about it, one imperative sentence with a full stop. */
  readonly fix: string;
}

/** Renders `<path> <problem>, got <value>. <fix>`, the one form of every message in this project. */
export function renderProblem({ path, problem, got, fix }: Problem): string {
  return `${path} ${problem}${got === undefined ? "" : `, got ${got}`}. ${fix}`;
}

/** Renders all problems of one document, sorted by path, one a line. */
export function renderProblems(problems: readonly Problem[]): string {
  return [...problems]
    .sort((a, b) => a.path.localeCompare(b.path) || a.problem.localeCompare(b.problem))
    .map((problem) => `  ${renderProblem(problem)}`)
    .join("\n");
}
