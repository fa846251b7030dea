#!/usr/bin/env bash
# Connects the WARP client and waits until REACH, <address>:<port>, answers over it.
# The client's service starts, registers and connects on its own time, and a connect that comes before the
# registration is forgotten: so everything is asked for again until it is there.
set -euo pipefail

warp() { sudo timeout 10 warp-cli --accept-tos "$@" 2>&1; }
answers() { timeout 3 bash -c "exec 3<>/dev/tcp/${REACH/:/\/}" 2>/dev/null; }

status=""
for _ in $(seq 60); do
  status=$(warp status || true)
  case "$status" in
    *"Status update: Connected"*) if answers; then exit 0; fi ;;
    *"Status update: Connecting"*) ;;
    *) warp connect >/dev/null || true ;;
  esac
  sleep 2
done

warp settings || true
echo "WARP says: $status"
case "$status" in
  *"Status update: Connected"*)
    echo "::error::$REACH does not answer. Check the network policies and the node's management connector."
    ;;
  *"Registration Missing"*)
    echo "::error::The runner was not enrolled. Check WARP_CLIENT_ID and WARP_CLIENT_SECRET, that the service token has not expired, and that 'automation' names it in Pulumi.account.yaml."
    ;;
  *)
    echo "::error::The WARP client did not connect. Check CLOUDFLARE_TEAM, and what the client says above."
    ;;
esac
exit 1
