import { checkDirectory } from "../../model/account/check-directory";
import { checked, type Checked } from "../../model/basics/checked";
import { type AccountConfig, accountSchema } from "./account-config";
import { checkShape } from "./check-shape";

/** Holds the account's configuration against its schema, and then against itself. */
export function checkAccountConfig(document: unknown): Checked<AccountConfig> {
  const shape = checkShape(accountSchema, document);
  return shape.value === undefined ? shape : checked(shape.value, checkDirectory(shape.value));
}
