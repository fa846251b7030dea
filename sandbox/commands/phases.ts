import "./plain-progress";

import Table from "cli-table3";
import { Listr, type ListrTask } from "listr2";
import { throwIfInterrupted } from "@moco-sandbox/world/interruption";
import type { Report } from "@moco-sandbox/world/report";

/** One step of a command that a person waits for. */
export interface Phase {
  readonly title: string;
  /** Given for phases that run at the same time. */
  readonly parallel?: readonly Phase[];
  /** Returns what to say behind the title when it is done. */
  readonly run?: (report: Report) => Promise<string | undefined>;
}

interface Timing {
  readonly title: string;
  readonly milliseconds: number;
  readonly outcome: string;
}

/** Runs phases in order with progress, and prints how long each took, also when one of them fails. */
export async function runPhases(phases: readonly Phase[]): Promise<void> {
  const timings: Timing[] = [];
  const list = new Listr(
    phases.map((phase) => toTask(phase, timings)),
    {
      renderer: process.stdout.isTTY ? "default" : "verbose",
      rendererOptions: process.stdout.isTTY ? { collapse: false } : { logTitleChange: false },
      exitOnError: true,
      registerSignalListeners: false,
    },
  );
  const start = Date.now();
  try {
    await list.run();
  } finally {
    console.log(renderTimings(timings, Date.now() - start));
  }
}

type TaskWrapper = Parameters<ListrTask["task"]>[1];

function toTask(phase: Phase, timings: Timing[]): ListrTask {
  return {
    title: phase.title,
    task: (_, task) =>
      phase.parallel === undefined
        ? timed(phase, task, timings)
        : task.newListr(
            phase.parallel.map((inner) => toTask(inner, timings)),
            { concurrent: true, exitOnError: true },
          ),
  };
}

async function timed(phase: Phase, task: TaskWrapper, timings: Timing[]): Promise<void> {
  const start = Date.now();
  let outcome = "failed";
  try {
    throwIfInterrupted();
    const said = await phase.run?.((line) => {
      task.output = line;
    });
    outcome = said ?? "";
    if (said !== undefined) task.title = `${phase.title}: ${said}`;
  } catch (error) {
    // What the signal did to a program is not what went wrong.
    throwIfInterrupted();
    throw error;
  } finally {
    timings.push({ title: phase.title, milliseconds: Date.now() - start, outcome });
  }
}

/** The table that closes a run. */
export function renderTimings(timings: readonly Timing[], total: number): string {
  const table = new Table({ head: ["phase", "seconds", ""], style: { head: [], border: [] } });
  for (const { title, milliseconds, outcome } of timings) {
    table.push([title, seconds(milliseconds), outcome]);
  }
  table.push(["in all", seconds(total), ""]);
  return table.toString();
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(1);
}
