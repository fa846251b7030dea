#!/usr/bin/env bash
# Removes this runner's registration, which would stay for good: registrations do not expire.
# Fails nothing: what the job was for is done.
set -uo pipefail

if ! command -v warp-cli >/dev/null; then
  echo "The WARP client was not installed: nothing to remove."
  exit 0
fi
# First the file, or the client enrols again at once.
sudo rm -f /var/lib/cloudflare-warp/mdm.xml
sudo timeout 10 warp-cli --accept-tos disconnect || true
if ! said=$(sudo timeout 20 warp-cli --accept-tos registration delete 2>&1); then
  case "$said" in
    *"Registration Missing"*) ;;
    *) echo "::warning::This runner's registration may be left ($said). Remove it in Zero Trust, Team & Resources, Devices." ;;
  esac
fi
