import Table from "cli-table3";

import { median, type Timings } from "./measure";

/** What the first column of a table is measured against. */
export interface Comparison {
  readonly title: string;
  readonly timings: Timings;
  /** Each row's ratio is to this one. */
  readonly baseline: string;
  /** By row: the most that is aimed at, in milliseconds, and in words. */
  readonly aims: Readonly<Record<string, Aim>>;
}

export interface Aim {
  readonly milliseconds: number;
  readonly text: string;
}

/** Medians, ratios and aims as a table. */
export function renderComparison({ title, timings, baseline, aims }: Comparison): string {
  const table = new Table({
    head: [title, "median", "from – to", "ratio", "aim"],
    style: { head: [], border: [] },
  });
  const base = median(timings[baseline] ?? []);
  for (const [name, values] of Object.entries(timings)) {
    const middle = median(values);
    const aim = aims[name];
    table.push([
      name,
      seconds(middle),
      `${seconds(Math.min(...values))} – ${seconds(Math.max(...values))}`,
      `${(middle / base).toFixed(2)} ×`,
      aim === undefined
        ? ""
        : `${aim.text} (${seconds(aim.milliseconds)}): ${middle <= aim.milliseconds ? "met" : "missed"}`,
    ]);
  }
  return table.toString();
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(2)} s`;
}
