import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

/** Prints a line under a resource; `status` is only shown while its operation runs. */
export type EngineLog = (
  urn: string,
  message: string,
  severity: "status" | "info" | "warning" | "error",
) => void;

/** A log that ends up in the engine's own output; without an engine nothing is printed. */
export function connectEngineLog(address: string | undefined): EngineLog {
  if (address === undefined) return () => undefined;
  const engine = new EngineClient(address, credentials.createInsecure());
  return (urn, message, severity) => {
    const request = new LogRequest()
      .setUrn(urn)
      .setMessage(message)
      .setSeverity(severityOf(severity))
      .setEphemeral(severity === "status");
    // A lost line of log is no reason to fail an operation.
    engine.log(request, () => undefined);
  };
}

function severityOf(severity: "status" | "info" | "warning" | "error"): LogSeverity {
  switch (severity) {
    case "warning":
      return LogSeverity.WARNING;
    case "error":
      return LogSeverity.ERROR;
    default:
      return LogSeverity.INFO;
  }
}
