import type { Problem } from "../basics/problem";

/** A port that a program can listen on. */
export function checkPort(path: string, port: number): readonly Problem[] {
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return [];
  return [
    {
      path,
      problem: "must be a port",
      got: String(port),
      fix: "Use a whole number from 1 to 65535.",
    },
  ];
}
