import { checkDirectory } from "../../model/account/check-directory";
import { type AccountConfig, accountSchema } from "./account-config";
import { checkShape, type Shape } from "./check-shape";

/** Holds the account's configuration against its schema, and then against itself. */
export function checkAccountConfig(document: unknown): Shape<AccountConfig> {
  const shape = checkShape(accountSchema, document);
  if (shape.value === undefined) return shape;
  const problems = checkDirectory(shape.value);
  return problems.length === 0 ? shape : { value: undefined, problems };
}
