import * as grpc from "@grpc/grpc-js";

import { errorMessage } from "./error-message";

/** A method with one answer: what it throws becomes the error that the engine prints, without a stack. */
export function unaryMethod<Request, Response>(
  respond: (request: Request) => Response | Promise<Response>,
): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => respond(call.request))
      .then(
        (response) => {
          callback(null, response);
        },
        (error: unknown) => {
          callback({ code: grpc.status.UNKNOWN, details: errorMessage(error) });
        },
      );
  };
}

/** Every method of a service, refusing: the ground to lay real ones over. */
export function refuseMethods(service: grpc.ServiceDefinition): grpc.UntypedServiceImplementation {
  return Object.fromEntries(
    Object.keys(service).map((name) => {
      const error = { code: grpc.status.UNIMPLEMENTED, details: `${name} is not implemented here` };
      return [
        name,
        // Streaming methods get no callback.
        (call: NodeJS.EventEmitter, callback?: (error: Partial<grpc.StatusObject>) => void) => {
          if (callback === undefined) call.emit("error", error);
          else callback(error);
        },
      ];
    }),
  );
}
