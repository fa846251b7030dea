import * as pulumi from "@pulumi/pulumi";

import { readStackConfig } from "./stacks/config/read-stack-config";
import { deployAccount } from "./stacks/deploy/deploy-account";
import { deployLocation } from "./stacks/deploy/deploy-location";
import { readDeployedServices } from "./stacks/deploy/deployed-services";
import { locations } from "./stacks/locations";

const stack = pulumi.getStack();
const config = readStackConfig();

// Two kinds of stacks have two sets of outputs, which no list of named exports can say.
module.exports =
  stack === "account"
    ? deployAccount(config)
    : async () => deployLocation(stack, locations, config, await readDeployedServices());
