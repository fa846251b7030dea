import type { OperationContext } from "@moco-sandbox/provider-framework/plugin";

/** Shows a command's lines while it runs, for the streams that `logging` names. */
export class OutputLog {
  private rest = "";
  private readonly logging: unknown;
  private readonly log: OperationContext<unknown>["log"];

  constructor(logging: unknown, log: OperationContext<unknown>["log"]) {
    this.logging = logging;
    this.log = log;
  }

  /** Takes a piece of output and shows the lines that it completes. */
  add(stream: "stdout" | "stderr", text: string): void {
    const shown = this.logging ?? "stdoutAndStderr";
    if (shown !== stream && shown !== "stdoutAndStderr") return;
    const lines = (this.rest + text).split("\n");
    this.rest = lines.pop() ?? "";
    for (const line of lines) this.log(line, "status");
  }
}
