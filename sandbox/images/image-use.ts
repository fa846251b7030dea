import { commandHealthcheck, type Healthcheck } from "../../model/service/healthcheck";
import type { ServiceSpec } from "../../model/service/service-spec";
import type { ImageName } from "../../services/images";

/** What one container asks of its image, as far as a stand-in can give it. */
export interface ImageUse {
  readonly image: ImageName;
  /** `<service>/<container>`, for messages. */
  readonly by: string;
  readonly healthcheck: Healthcheck;
  /** Ports that routes and endpoints lead to. */
  readonly ports: readonly number[];
  /** Others connect to it: services at an endpoint, or containers of its own service that wait for it. */
  readonly isNeeded: boolean;
  readonly user: `${number}:${number}`;
  /** Mount points of volumes. */
  readonly volumes: readonly string[];
}

/** Every container of these services, as a use of its image. */
export function imageUses(services: readonly ServiceSpec<ImageName>[]): readonly ImageUse[] {
  return services.flatMap(({ name, containers, routes = [], endpoints = {} }) => {
    const waitedFor = Object.values(containers).flatMap(({ dependsOn = [] }) => dependsOn);
    return Object.entries(containers).map(
      ([container, { image, healthcheck, user, mounts = {} }]) => {
        const isHere = (to: { readonly container: string }): boolean => to.container === container;
        const entered = Object.values(endpoints).filter(isHere);
        return {
          image,
          by: `${name}/${container}`,
          healthcheck,
          ports: [...new Set([...routes.filter(isHere), ...entered].map(({ port }) => port))],
          isNeeded: entered.length > 0 || waitedFor.includes(container),
          user,
          volumes: Object.keys(mounts),
        };
      },
    );
  });
}

/** The proxy of every guest, which is no service of anybody's. */
export const proxyUse: ImageUse = {
  image: "traefik",
  by: "traefik/traefik",
  healthcheck: commandHealthcheck(["traefik", "healthcheck"]),
  ports: [8_000],
  isNeeded: false,
  user: "65532:65532",
  volumes: [],
};
