import * as pulumi from "@pulumi/pulumi";

import { readStackConfig } from "./stacks/config/read-stack-config";
import { deployAccount } from "./stacks/deploy-account";
import { deployLocation } from "./stacks/deploy-location";
import { locations } from "./stacks/locations";

const stack = pulumi.getStack();
const config = readStackConfig();
const account = stack === "account" ? deployAccount(config) : undefined;
const location = stack === "account" ? undefined : deployLocation(stack, locations, config);

export const policyIds = account?.policyIds;
export const managementTokens = account?.managementTokens;
export const serviceTokens = account?.serviceTokens;
export const guests = location?.guests;
export const urls = location?.urls;
