interface State {
  readonly getStore: () => object;
}

/** Pulumi's mocks say that they know hooks of resources, and do not: they take them then, and call none. */
export function acceptHooks(): void {
  const callbacks = {
    registerResourceHook: () => Promise.resolve(),
    awaitStackRegistrations: () => Promise.resolve(),
    shutdown: () => undefined,
  };
  // Its types leave this out.
  const { getStore } = jest.requireActual<State>("@pulumi/pulumi/runtime/state");
  Object.assign(getStore(), { callbacks });
}
