// Pulumi's policy SDK converts the properties of a resource again for every policy that looks at it,
// and those of the whole stack for every policy that looks at all: a rule costs as much as its resources
// are large, also where it has nothing to say. Here each message of the engine is converted once.

/** Has the policy SDK, as a pack requires it, do so; rules must not change what they are given. */
exports.convertOnce = function convertOnce(requireFromPack) {
  const sdk = requireFromPack("@pulumi/policy/deserialize");
  const { deserializeProperties } = sdk;
  const converted = new WeakMap();
  sdk.deserializeProperties = function deserializePropertiesOnce(properties, proxySecrets) {
    // Remediations change what they are given.
    if (proxySecrets) return deserializeProperties(properties, proxySecrets);
    if (!converted.has(properties)) {
      converted.set(properties, deserializeProperties(properties, proxySecrets));
    }
    return converted.get(properties);
  };
};
