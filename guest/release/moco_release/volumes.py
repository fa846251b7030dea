"""A service's volumes on this host, and what is written beside each while it moves to another one."""

import json
import os
from dataclasses import dataclass
from typing import Any

from . import Refused
from .files import read_json, write_json
from .host import indent, run

SERVICE_LABEL = "moco.service"
LOCATION_LABEL = "moco.location"


@dataclass(frozen=True)
class Mark:
    """`left` for a guest, `arriving` or `arrived` from one. What has none was made here."""

    state: str
    guest: str
    # Of what arrived.
    digest: str = ""


@dataclass(frozen=True)
class Volume:
    name: str
    # The folder with the data.
    path: str

    def mark_path(self) -> str:
        """Beside the data and not in it: Docker removes both together."""
        return os.path.join(os.path.dirname(self.path), "moco-move.json")

    def mark(self) -> Mark | None:
        path = self.mark_path()
        data = read_json(path)
        if data is None:
            return None
        known = ("state", "guest", "digest")
        if not isinstance(data, dict) or not all(isinstance(data.get(name), str) for name in known):
            raise Refused(f"{path} does not say where the volume moves. Mend it by hand, or remove it.")
        return Mark(**{name: data[name] for name in known})

    def set_mark(self, mark: Mark | None) -> None:
        if mark is not None:
            write_json(self.mark_path(), {"state": mark.state, "guest": mark.guest, "digest": mark.digest})
        elif os.path.exists(self.mark_path()):
            os.unlink(self.mark_path())

    def users(self) -> list[str]:
        """Names of the running containers that have it mounted, of whichever service."""
        listed = run(["docker", "ps", "--format", "{{.Names}}", "--filter", f"volume={self.name}"])
        if listed.returncode != 0:
            raise Refused(f"Docker does not say who uses {self.name}.\n{indent(listed.stderr)}")
        return sorted(listed.stdout.split())

    def is_empty(self) -> bool:
        return not os.listdir(self.path)


def volumes_of(service: str) -> list[Volume]:
    """By the label that the program gives them."""
    listed = run(["docker", "volume", "ls", "--quiet", "--filter", f"label={SERVICE_LABEL}={service}"])
    if listed.returncode != 0:
        raise Refused(f"Docker does not say which volumes {service} has.\n{indent(listed.stderr)}")
    names = sorted(listed.stdout.split())
    return [volume for volume in map(find_volume, names) if volume is not None]


def find_volume(name: str) -> Volume | None:
    inspected = run(["docker", "volume", "inspect", name])
    if inspected.returncode != 0:
        if "no such volume" in inspected.stderr.lower():
            return None
        raise Refused(f"Docker does not say where the volume {name} is.\n{indent(inspected.stderr)}")
    found: dict[str, Any] = json.loads(inspected.stdout)[0]
    path = found["Mountpoint"]
    if found["Driver"] != "local" or os.path.basename(path) != "_data":
        raise Refused(f"the volume {name} is not one of Docker's own on a disk of this host.")
    return Volume(name, path)


def make_volume(name: str, service: str, location: str) -> Volume:
    labels = [f"--label={SERVICE_LABEL}={service}", f"--label={LOCATION_LABEL}={location}"]
    made = run(["docker", "volume", "create", *labels, name])
    found = find_volume(name) if made.returncode == 0 else None
    if found is None:
        raise Refused(f"Docker does not make the volume {name}.\n{indent(made.stderr)}")
    return found


def remove_volume(volume: Volume) -> None:
    removed = run(["docker", "volume", "rm", volume.name])
    if removed.returncode != 0:
        raise Refused(f"the volume {volume.name} could not be removed.\n{indent(removed.stderr)}")


def refuse_elsewhere(service: str) -> None:
    """A service never starts on data that is another guest's now, or that is not whole yet."""
    marks = [(volume.name, volume.mark()) for volume in volumes_of(service)]
    faults = [
        f"the volume {name} left for {mark.guest}"
        if mark.state == "left"
        else f"the volume {name} has not wholly arrived from {mark.guest}"
        for name, mark in marks
        if mark is not None and mark.state != "arrived"
    ]
    if faults:
        raise Refused(
            f"{service} must not start here: {'; '.join(faults)}. "
            f"See docs/runbooks/move.md: `npm run move` ends the move or takes it back."
        )
