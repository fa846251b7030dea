import { renderProblem } from "../../../model/basics/problem";
import { checkSecretsUsed } from "../../../model/service/check-secrets-used";
import { aService } from "../../support/a-service";

const token = { onRotation: "Nothing." };

describe("checkSecretsUsed", () => {
  it("accepts secrets that a container reads, and a service without secrets", () => {
    expect(checkSecretsUsed(aService())).toEqual([]);
    const service = { ...aService() };
    delete service.secrets;
    expect(checkSecretsUsed(service)).toEqual([]);
  });

  it("refuses each that nobody reads", () => {
    const secrets = { "notes-token": token, spare: token };
    expect(checkSecretsUsed(aService({ secrets })).map(renderProblem)).toEqual([
      "notes.secrets.spare is used by no container. Give it to a container in secretFiles, or remove it.",
    ]);
  });
});
