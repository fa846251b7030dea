import {
  connectorTokenPath,
  connectorUnitPath,
  connectorUser,
  metricsAddress,
} from "./connector-unit";
import { shellWord } from "../../model/basics/shell-word";

/** A release of cloudflared, as its publisher offers it. */
export interface CloudflaredRelease {
  readonly version: string;
  /** The program itself, not an archive or package. */
  readonly url: string;
  readonly sha256: string;
}

/**
 * Makes a guest a connector, or brings it up to date: reads the tunnel token from standard input.
 * Restarts only what changed, waits until the tunnel is connected, and puts the previous program
 * back when the new one does not connect. Can be run again at any time.
 */
export function renderInstallScript(
  release: CloudflaredRelease,
  unit: string,
  connectSeconds = 60,
): string {
  const directory = `/opt/cloudflared/${release.version}-${release.sha256.slice(0, 12)}`;
  return `#!/bin/bash
set -euo pipefail
umask 077
exec 9>/run/moco-cloudflared.lock
flock 9

url=${shellWord(release.url)}
sha256=${shellWord(release.sha256)}
directory=${shellWord(directory)}
program=/usr/local/bin/cloudflared
token_file=${connectorTokenPath}
unit_file=${connectorUnitPath}
changed=no

fail() { echo "cloudflared: $1" >&2; exit 1; }

download() {
  if command -v curl >/dev/null; then
    curl --fail --silent --show-error --location --retry 3 --max-time 300 --output "$2" "$1"
  else
    wget --quiet --tries=3 --timeout=60 --output-document="$2" "$1"
  fi
}

is_ready() {
  if command -v curl >/dev/null; then
    curl --fail --silent --max-time 2 --output /dev/null http://${metricsAddress}/ready
  else
    wget --quiet --tries=1 --timeout=2 --output-document=/dev/null http://${metricsAddress}/ready
  fi
}

wait_until_ready() {
  for _ in $(seq ${String(connectSeconds)}); do
    if is_ready; then return 0; fi
    sleep 1
  done
  return 1
}

# Puts $2 with mode $3 and owner $4 in place of $1, when they differ.
replace() {
  if ! cmp --silent "$1" "$2"; then
    install --mode="$3" --owner="$4" --group="$4" "$2" "$1.new"
    mv --force "$1.new" "$1"
    changed=yes
  fi
}

point_to() {
  ln --symbolic --force --no-dereference "$1" "$program.new"
  mv --force --no-target-directory "$program.new" "$program"
}

work=$(mktemp --directory)
trap 'rm -rf "$work"' EXIT

cat >"$work/token"
[ -s "$work/token" ] || fail "standard input has no token"

getent passwd ${connectorUser} >/dev/null ||
  useradd --system --user-group --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin ${connectorUser}

if ! echo "$sha256  $directory/cloudflared" | sha256sum --check --status 2>/dev/null; then
  download "$url" "$work/cloudflared" || fail "cannot download $url"
  echo "$sha256  $work/cloudflared" | sha256sum --check --status ||
    fail "$url has SHA-256 $(sha256sum "$work/cloudflared" | cut -d' ' -f1), not $sha256"
  install -D --mode=0755 "$work/cloudflared" "$directory/cloudflared.new"
  mv --force "$directory/cloudflared.new" "$directory/cloudflared"
  chmod 0755 /opt/cloudflared "$directory"
  changed=yes
fi

previous=$(readlink "$program" || true)
if [ "$previous" != "$directory/cloudflared" ]; then
  point_to "$directory/cloudflared"
  changed=yes
fi

install --directory --mode=0750 --owner=root --group=${connectorUser} /etc/cloudflared
replace "$token_file" "$work/token" 0400 ${connectorUser}
cat >"$work/unit" <<'UNIT'
${unit}UNIT
replace "$unit_file" "$work/unit" 0644 root

systemctl daemon-reload
systemctl enable --quiet cloudflared.service
started=$(date '+%Y-%m-%d %H:%M:%S')
if [ "$changed" = yes ] || ! systemctl is-active --quiet cloudflared.service; then
  systemctl restart cloudflared.service || true
fi

if ! wait_until_ready; then
  echo "cloudflared ${release.version} is not connected after ${String(connectSeconds)} s; its last log lines:" >&2
  journalctl --unit=cloudflared.service --since="$started" --lines=20 --no-pager --output=cat >&2 || true
  if [ -n "$previous" ] && [ "$previous" != "$directory/cloudflared" ] && [ -x "$previous" ]; then
    point_to "$previous"
    systemctl restart cloudflared.service || true
    echo "The previous program, $previous, was put back." >&2
  fi
  exit 1
fi

for old in /opt/cloudflared/*/; do
  case "$old" in
    "$directory/" | "\${previous%cloudflared}") ;;
    *) rm -rf "$old" ;;
  esac
done
echo "cloudflared ${release.version} is connected"
`;
}

/** Takes the connector off a guest that stays: its connections end before the tunnel is deleted. */
export function renderRemoveScript(): string {
  return `#!/bin/bash
set -euo pipefail
systemctl disable --quiet --now cloudflared.service 2>/dev/null || true
rm -f ${connectorUnitPath} ${connectorTokenPath}
systemctl daemon-reload
`;
}
