"""Brings a service's volumes to another host: what is done on either side of it."""

import hashlib
import os
import subprocess

from . import Refused
from .activation import activate
from .host import indent
from .store import Service, record
from .tree import clear, digest_of
from .volumes import Mark, Volume, find_volume, make_volume, remove_volume, volumes_of

# What a volume holds is kept to the last attribute; owners by number, for the other host has other names.
TAR = ["tar", "--format=posix", "--numeric-owner", "--xattrs", "--xattrs-include=*", "--acls"]


def is_deployed(service: Service) -> bool:
    return service.exists() and service.state().status != "none"


def leave(service: Service, guest: str, by: str) -> None:
    """Stops the service and marks its volumes: from then on it starts here no more."""
    volumes = volumes_of(service.name)
    if not volumes:
        raise Refused(f"{service.name} has no volumes here.")
    if os.path.exists(service.path("compose.yaml")):
        stopped = service.project.stop()
        if stopped.returncode != 0:
            raise Refused(f"{service.name} could not be stopped.\n{indent(stopped.stderr)}")
    for volume in volumes:
        refuse_users(volume)
    for volume in volumes:
        volume.set_mark(Mark("left", guest))
    if service.exists():
        record(service, "leave", service.state().release or "-", by=by, guest=guest)
    service.host.say(f"{service.name}: stopped; its volumes leave for {guest}")


def stay(service: Service, by: str) -> None:
    """Takes leaving back: the service runs here again."""
    for volume in volumes_of(service.name):
        mark = volume.mark()
        if mark is not None and mark.state == "left":
            volume.set_mark(None)
    state = service.state()
    release = None if state.release is None else service.release(state.release)
    if release is None:
        service.host.say(f"{service.name}: its volumes stay; it has no release here that could be started")
        return
    activate(service, release, "stay", by, "")


def send(name: str) -> None:
    """Writes what the volume holds to standard output."""
    volume = volume_that(name, "left")
    sent = subprocess.run(
        [*TAR, "--create", "--file=-", "--directory", volume.path, "."],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if sent.returncode != 0:
        raise Refused(f"tar could not read all of {name}.\n{indent(sent.stderr)}")


def receive(service: Service, name: str, sender: Mark, location: str) -> None:
    """Makes the volume hold what is on standard input, and nothing else; `sender` says what that must be."""
    if is_deployed(service):
        raise Refused(f"{service.name} is deployed here; its volume {name} is not replaced.")
    volume = find_volume(name)
    if volume is None:
        volume = make_volume(name, service.name, location)
    elif volume.mark() is None and not volume.is_empty():
        raise Refused(
            f"the volume {name} is here already, and no move brought it. "
            f"Look what it holds; nothing needs it after `docker volume rm {name}`."
        )
    refuse_users(volume)
    volume.set_mark(Mark("arriving", sender.guest))
    clear(volume.path)
    got = subprocess.run(
        [*TAR, "--extract", "--file=-", "--same-owner", "--same-permissions", "--directory", volume.path],
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if got.returncode != 0:
        raise Refused(f"tar could not write all of {name}.\n{indent(got.stderr)}")
    os.sync()
    found = digest_of(volume.path)
    if found != sender.digest:
        raise Refused(f"the volume {name} did not arrive as it was sent: its digest is {found}, not {sender.digest}.")
    volume.set_mark(Mark("arrived", sender.guest, found))


def drop(service: Service) -> None:
    """Removes copies of which the truth is on another guest; never what was made here and did not leave."""
    if is_deployed(service):
        raise Refused(f"{service.name} is deployed here; its volumes are not removed.")
    volumes = volumes_of(service.name)
    own = [volume.name for volume in volumes if volume.mark() is None]
    if own:
        raise Refused(f"{', '.join(own)} did not move: what it holds is nowhere else.")
    for volume in volumes:
        remove_volume(volume)
        service.host.say(f"{service.name}: removed the volume {volume.name}")


def copy_of(names: list[str], guest: str) -> str:
    """One short number for what volumes brought from another guest; refuses what it did not bring whole."""
    faults, held = [], []
    for name in sorted(names):
        volume = find_volume(name)
        mark = None if volume is None else volume.mark()
        if volume is None:
            faults.append(f"the volume {name} is not here")
        elif mark is None or (mark.state, mark.guest) != ("arrived", guest):
            faults.append(f"the volume {name} did not come from {guest}")
        else:
            held.append(f"{name} {mark.digest}\n")
    if faults:
        raise Refused(f"{'; '.join(faults)}. Nothing was changed; run `npm run move` first.")
    return hashlib.sha256("".join(held).encode()).hexdigest()[:12]


def refuse_other_copy(names: list[str], guest: str, wanted: str) -> None:
    """A service that moved here starts on what came with it, and on nothing else."""
    found = copy_of(names, guest)
    if found != wanted:
        raise Refused(
            f"what came from {guest} is copy {found}, not {wanted}. "
            f"Nothing was changed; declare the copy that `npm run move` has printed."
        )


def volume_that(name: str, state: str) -> Volume:
    volume = find_volume(name)
    mark = None if volume is None else volume.mark()
    if volume is None or mark is None or mark.state != state:
        raise Refused(f"the volume {name} is not one that {state}.")
    refuse_users(volume)
    return volume


def refuse_users(volume: Volume) -> None:
    users = volume.users()
    if users:
        raise Refused(f"the volume {volume.name} is in use by {', '.join(users)}. Stop them first.")
