import ipaddr from "ipaddr.js";
import type { ResourceHandler, Values } from "@moco-sandbox/provider-framework/plugin";

import type { FirewallRule } from "../machines/firewall";
import type { Problem } from "../../../model/basics/problem";
import { changeGuestFirewall, readGuestFirewall } from "./firewall-options";
import type { ProviderConfig } from "./provider-config";
import { textOf } from "./text-of";

/** The rules of a guest's firewall, all of them. */
export const firewallRules: ResourceHandler<ProviderConfig> = {
  replacesOn: (changed) => changed.filter((name) => ["nodeName", "vmId"].includes(name)),
  check: ({ rules }) =>
    (Array.isArray(rules) ? (rules as readonly Values[]) : []).flatMap((rule, index) =>
      checkRule(`rules[${String(index)}]`, rule),
    ),
  create: async (inputs, { config }) => {
    const rules = rulesOf(inputs);
    await changeGuestFirewall(config, inputs, (firewall) => {
      if (firewall.rules.length > 0) {
        throw new Error("proxmoxve: Existing rules detected. Aborting...");
      }
      return { ...firewall, rules };
    });
    return { id: `vm/${String(inputs["nodeName"])}/${String(inputs["vmId"])}` };
  },
  read: async (_id, state, { config }) => {
    const firewall = await readGuestFirewall(config, state);
    // Only a real difference may show as one: the record has what the program left out.
    const same = JSON.stringify(firewall.rules) === JSON.stringify(rulesOf(state));
    return same ? state : { ...state, rules: firewall.rules };
  },
  update: async (_id, inputs, _state, { config }) => {
    const rules = rulesOf(inputs);
    await changeGuestFirewall(config, inputs, (firewall) => ({ ...firewall, rules }));
    return {};
  },
  delete: async (_id, state, { config }) => {
    await changeGuestFirewall(config, state, (firewall) => ({ ...firewall, rules: [] }), true);
  },
};

const fields = ["proto", "source", "dest", "sport", "dport", "comment"] as const;

function rulesOf({ rules }: Values): readonly FirewallRule[] {
  return (Array.isArray(rules) ? (rules as readonly Values[]) : []).map((rule) => ({
    type: rule["type"] === "out" ? "out" : "in",
    action: rule["action"] as FirewallRule["action"],
    enabled: rule["enabled"] !== false,
    ...Object.fromEntries(
      fields.flatMap((field) =>
        rule[field] === undefined ? [] : [[field, textOf(rule[field]) ?? ""]],
      ),
    ),
  }));
}

function checkRule(path: string, rule: Values): readonly Problem[] {
  const problems: Problem[] = [];
  const refuse = (field: string, problem: string, fix: string): void => {
    const got = rule[field];
    problems.push({
      path: `${path}.${field}`,
      problem,
      ...(got !== undefined && { got: JSON.stringify(got) }),
      fix,
    });
  };
  for (const field of ["macro", "securityGroup", "iface"]) {
    if (rule[field] !== undefined)
      refuse(field, "is not stood in for", "Write protocol and ports.");
  }
  if (rule["type"] === undefined) refuse("type", "is missing", "Write in or out.");
  if (rule["type"] === "forward") refuse("type", "is not stood in for", "Write in or out.");
  if (rule["action"] === undefined) {
    refuse("action", "is missing", "Write ACCEPT, DROP or REJECT.");
  }
  const proto = rule["proto"];
  if (
    proto !== undefined &&
    !["tcp", "udp", "icmp", "igmp", "esp", "gre", "sctp"].includes(textOf(proto) ?? "")
  ) {
    refuse("proto", "is no protocol", "Write tcp or udp.");
  }
  for (const field of ["source", "dest"]) {
    if (rule[field] !== undefined && !(textOf(rule[field]) ?? "").split(",").every(isAddress)) {
      refuse(field, "is no address, range or list of them", "Write 10.50.0.70 or 10.50.0.64/26.");
    }
  }
  for (const field of ["sport", "dport"]) {
    if (rule[field] === undefined) continue;
    if (!(textOf(rule[field]) ?? "").split(",").every(isPort)) {
      refuse(field, "is no port, range or list of them", "Write 443, 80:85 or 80,443.");
    }
    if (!["tcp", "udp", "sctp"].includes(textOf(proto) ?? "")) {
      refuse("proto", `must have ports for ${field} to mean anything`, "Write tcp or udp.");
    }
  }
  return problems;
}

function isAddress(text: string): boolean {
  const [address = "", prefix, ...rest] = text.trim().split("/");
  if (rest.length > 0 || !ipaddr.IPv4.isValidFourPartDecimal(address)) return false;
  return prefix === undefined || (/^\d+$/.test(prefix) && Number(prefix) <= 32);
}

function isPort(text: string): boolean {
  const [from, to = from] = text.trim().split(":").map(Number);
  return (
    from !== undefined &&
    to !== undefined &&
    Number.isInteger(from) &&
    from >= 0 &&
    from <= to &&
    to <= 65_535
  );
}
