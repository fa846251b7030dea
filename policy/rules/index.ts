import { containerHealthcheckPresent } from "./container-healthcheck-present";
import { containerImagePinned } from "./container-image-pinned";
import { containerLimitsPresent } from "./container-limits-present";
import { containerOwned } from "./container-owned";
import { containerUnprivileged } from "./container-unprivileged";
import { guestClassSupported } from "./guest-class-supported";
import { guestDestroyFlagsExplicit } from "./guest-destroy-flags-explicit";
import { hostKeyPinned } from "./host-key-pinned";
import { portAddressBound } from "./port-address-bound";
import { routeAccessDecided } from "./route-access-decided";
import { routeRateLimitAttached } from "./route-rate-limit-attached";
import { routeRateLimitBounded } from "./route-rate-limit-bounded";
import { routeRateLimitPresent } from "./route-rate-limit-present";
import type { Rule } from "./rule";
import { tunnelIngressOwned } from "./tunnel-ingress-owned";
import { volumeBackupPlanned } from "./volume-backup-planned";

/** Every rule of the pack; a rule that is not here does not hold. */
export const rules: readonly Rule[] = [
  containerOwned,
  containerImagePinned,
  containerHealthcheckPresent,
  containerLimitsPresent,
  containerUnprivileged,
  portAddressBound,
  volumeBackupPlanned,
  routeAccessDecided,
  routeRateLimitPresent,
  routeRateLimitBounded,
  routeRateLimitAttached,
  tunnelIngressOwned,
  hostKeyPinned,
  guestClassSupported,
  guestDestroyFlagsExplicit,
];
