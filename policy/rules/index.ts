import type { Rule } from "../rule";
import { composeHealthcheckPresent } from "./compose-healthcheck-present";
import { composeImagePinned } from "./compose-image-pinned";
import { composeLimitsPresent } from "./compose-limits-present";
import { noPrivilegedContainer } from "./no-privileged-container";
import { portAddressBound } from "./port-address-bound";
import { routeAccessDecided } from "./route-access-decided";
import { routeRateLimitAttached } from "./route-rate-limit-attached";
import { routeRateLimitPresent } from "./route-rate-limit-present";
import { sshHostKeyPinned } from "./ssh-host-key-pinned";
import { tunnelIngressOwned } from "./tunnel-ingress-owned";
import { vmClassSupported } from "./vm-class-supported";
import { vmDestroyFlagsExplicit } from "./vm-destroy-flags-explicit";
import { volumeBackupPlanned } from "./volume-backup-planned";

/** Every rule of the pack; a rule that is not here does not hold. */
export const rules: readonly Rule[] = [
  composeImagePinned,
  composeHealthcheckPresent,
  composeLimitsPresent,
  noPrivilegedContainer,
  portAddressBound,
  volumeBackupPlanned,
  routeAccessDecided,
  routeRateLimitPresent,
  routeRateLimitAttached,
  tunnelIngressOwned,
  sshHostKeyPinned,
  vmClassSupported,
  vmDestroyFlagsExplicit,
];
