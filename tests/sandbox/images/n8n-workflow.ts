const workflow = {
  name: "probe",
  nodes: [
    {
      id: "1",
      name: "Webhook",
      type: "n8n-nodes-base.webhook",
      typeVersion: 2,
      position: [0, 0],
      webhookId: "probe",
      parameters: { path: "probe", httpMethod: "GET", responseMode: "lastNode" },
    },
    {
      // Runs in the task runner, a process of its own.
      id: "2",
      name: "Code",
      type: "n8n-nodes-base.code",
      typeVersion: 2,
      position: [200, 0],
      parameters: { jsCode: "return [{ json: { sum: 40 + 2 } }];" },
    },
    {
      id: "3",
      name: "Set",
      type: "n8n-nodes-base.set",
      typeVersion: 3.4,
      position: [400, 0],
      parameters: {
        assignments: {
          assignments: [{ id: "1", name: "twice", value: "={{ $json.sum * 2 }}", type: "number" }],
        },
        options: {},
      },
    },
  ],
  connections: {
    Webhook: { main: [[{ node: "Code", type: "main", index: 0 }]] },
    Code: { main: [[{ node: "Set", type: "main", index: 0 }]] },
  },
  settings: { executionOrder: "v1" },
};

const owner = {
  email: "ada@moco.test",
  firstName: "Ada",
  lastName: "Lovelace",
  password: "Only-for-this-test-1",
};

/** For Node.js in n8n's container: sets up the owner, publishes a workflow and prints its webhook's answer. */
export const n8nWorkflow = `
const at = "http://127.0.0.1:5678";
let cookie = "";
async function post(path, body) {
  const headers = { "content-type": "application/json", cookie };
  const answer = await fetch(at + path, { method: "POST", headers, body: JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(path + ": " + answer.status + " " + text);
  cookie ||= answer.headers.get("set-cookie").split(";")[0];
  return JSON.parse(text).data;
}
(async () => {
  await post("/rest/owner/setup", ${JSON.stringify(owner)});
  const { id, versionId } = await post("/rest/workflows", ${JSON.stringify(workflow)});
  await post("/rest/workflows/" + id + "/activate", { versionId });
  console.log(await (await fetch(at + "/webhook/probe")).text());
})();
`;
