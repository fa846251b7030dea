let answer: Promise<boolean> | undefined;

/** Whether upstream's registries can be reached; asked once a run, and given up on fast. */
export function canPull(): Promise<boolean> {
  answer ??= fetch("https://registry-1.docker.io/v2/", { signal: AbortSignal.timeout(4_000) }).then(
    // 401 is how it says hello; a proxy that refuses everything says 403.
    ({ status }) => status === 401 || status === 200,
    () => false,
  );
  return answer;
}
