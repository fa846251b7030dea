import ts from "typescript";

import type { Sdk } from "./sdk";

/** A declared type as a facts file writes it, and the name of the object's interface where it is one. */
export interface SdkType {
  readonly text: string;
  readonly object?: string;
}

/** `pulumi.Input<pulumi.Input<inputs.VmLegacyDisk>[] | undefined>` is `VmLegacyDisk[]`, an object `inputs.VmLegacyDisk`. */
export function renderSdkType(node: ts.TypeNode | undefined, sdk: Sdk): SdkType {
  if (node === undefined) return { text: "Any" };
  if (ts.isUnionTypeNode(node)) {
    const given = node.types.filter((type) => type.kind !== ts.SyntaxKind.UndefinedKeyword);
    return given.length === 1 ? renderSdkType(given[0], sdk) : { text: unionText(given) };
  }
  if (ts.isArrayTypeNode(node)) {
    const element = renderSdkType(node.elementType, sdk);
    return { ...element, text: `${element.text}[]` };
  }
  if (ts.isTypeLiteralNode(node)) {
    const [signature] = node.members.filter(ts.isIndexSignatureDeclaration);
    return { text: `map<${renderSdkType(signature?.type, sdk).text}>` };
  }
  if (ts.isTypeReferenceNode(node)) {
    const name = node.typeName.getText();
    if (/^pulumi\.(Input|Output)$/.test(name)) return renderSdkType(node.typeArguments?.[0], sdk);
    const values = sdk.enums.get(name);
    if (values !== undefined) return { text: `enum(${values.join(",")})` };
    return {
      text: (name.split(".").at(-1) ?? name).replace(/Args$/, ""),
      ...(sdk.members.has(name) && { object: name }),
    };
  }
  const text = node.getText();
  return { text: ["string", "number", "boolean"].includes(text) ? text : "Any" };
}

/** A file or a folder of files is an asset here; any other choice is not looked into. */
function unionText(types: readonly ts.TypeNode[]): string {
  return types.every((type) => type.getText().startsWith("pulumi.asset.")) ? "Asset" : "Any";
}
