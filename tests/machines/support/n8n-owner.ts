import { ask, signIn } from "./gateway";

/** Who owns the sandbox's n8n. */
export const n8nOwner = {
  email: "owner@moco.test",
  firstName: "Ada",
  lastName: "L",
  password: "Correct4horse",
} as const;

/** Makes the owner, as a person does on n8n's first page; an n8n that has one answers 400. */
export async function setUpOwner(hostname: string): Promise<number> {
  const session = await signIn(hostname);
  const answer = await ask(hostname, "/rest/owner/setup", {
    method: "POST",
    headers: { ...session, "content-type": "application/json" },
    body: JSON.stringify(n8nOwner),
  });
  return answer.status;
}
