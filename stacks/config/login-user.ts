/** Login on every guest. */
export const loginUser = "ops";
