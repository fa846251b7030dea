import { z } from "zod";

import type { LoginAccess, PublicAccess, ServiceTokenAccess } from "../../../model/service/access";
import type { BackupExemption, BackupSchedule } from "../../../model/service/backup-plan";
import type { EndpointSpec } from "../../../model/service/endpoint-spec";
import type { Objectives } from "../../../model/service/objectives";
import type { RateLimit } from "../../../model/service/rate-limit";
import type { RouteSpec } from "../../../model/service/route-spec";
import type { SecretSpec } from "../../../model/service/secret-spec";
import type { OwnedService, ServiceSpec, UsedService } from "../../../model/service/service-spec";
import type { StaticAssets } from "../../../model/service/static-assets";
import type { VolumeSpec } from "../../../model/service/volume-spec";
import { container } from "./container-shape";
import { amount, byName, kind, listOf, oneOf, part, path, someOf, text } from "./part";

const access = oneOf(
  [
    part<LoginAccess>({ kind: kind("login"), groups: someOf(text()) }),
    part<ServiceTokenAccess>({ kind: kind("serviceToken"), tokens: someOf(text()) }),
    part<PublicAccess>({ kind: kind("public"), reason: text(), compensatingControl: text() }),
  ],
  "Use login, serviceToken or publicAccess.",
  "Say who may enter: login, serviceToken or publicAccess.",
);

const rateLimit = part<RateLimit>(
  { average: amount(), burst: amount(), period: text() },
  "Say how often one client may ask: webRateLimit or apiRateLimit.",
);

const assets = part<StaticAssets>({
  paths: someOf(path()),
  rateLimit: part<RateLimit>(
    { average: amount(), burst: amount(), period: text() },
    "Say how often one client may load a file: assetRateLimit.",
  ),
});

const route = part<RouteSpec>({
  name: text("Name it; its resources are called after it."),
  subdomain: text("Write its label below the zone."),
  zone: text().optional(),
  path: path().optional(),
  container: text("Say which container answers."),
  port: amount("Say on which port of the container."),
  access,
  rateLimit,
  assets: assets.optional(),
});

const schedule = part<BackupSchedule>({
  every: text("Say how often."),
  keep: part<BackupSchedule["keep"]>(
    { daily: amount(), weekly: amount(), monthly: amount() },
    "Say how many to keep, or use standardRetention.",
  ),
  dump: part<Required<BackupSchedule>["dump"]>({
    container: text("Say in which container."),
    command: someOf(text()),
  }).optional(),
});

const exemption = part<BackupExemption>({ exempt: text("Say why.") });

const volume = part<VolumeSpec>({
  backup: z.unknown().superRefine((plan, context) => {
    const isExemption = typeof plan === "object" && plan !== null && "exempt" in plan;
    if (plan === undefined) {
      context.addIssue("is missing|Plan its backup, or say why it needs none.");
      return;
    }
    const { error } = (isExemption ? exemption : schedule).safeParse(plan);
    for (const { path, message, ...issue } of error?.issues ?? []) {
      context.addIssue({ ...issue, path: [...path], message });
    }
  }),
});

const need = oneOf(
  [
    // Its own service is held against the same schema, under its own name.
    part<OwnedService>({ kind: kind("own"), service: z.unknown().optional(), endpoint: text() }),
    part<UsedService>({ kind: kind("uses"), service: text(), endpoint: text() }),
  ],
  "Use own or uses.",
);

/** What the types of a service say, for a program that is read without a type check. */
export const serviceShape = part<ServiceSpec>({
  name: text("Name it after its folder."),
  description: text("One sentence for the person who is paged for it."),
  containers: byName(container, "Say what runs."),
  volumes: byName(volume).optional(),
  routes: listOf(route).optional(),
  endpoints: byName(
    part<EndpointSpec>({
      container: text("Say which container listens."),
      port: amount("Say on which port of the container."),
      publishedPort: amount().optional(),
    }),
  ).optional(),
  needs: byName(need).optional(),
  secrets: byName(
    part<SecretSpec>({
      length: amount().optional(),
      onRotation: text("Say what has to happen when it is changed."),
    }),
  ).optional(),
  objectives: part<Objectives>(
    {
      availability: amount("Say what share of a month it answers."),
      rto: text("Say how soon it is back."),
      rpo: text("Say how much data may be lost."),
    },
    "Say what people may expect of it.",
  ),
  runbook: text("Say where it is written what to do when it fails."),
});
