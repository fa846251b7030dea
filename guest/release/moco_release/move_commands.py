"""What `npm run move` asks of a host."""

import argparse
import json
import os
from collections.abc import Callable

from . import Refused
from .docker import docker_root
from .host import Host, service_lock
from .moving import copy_of, drop, is_deployed, receive, refuse_other_copy, send
from .store import Service
from .transaction import Request, asked_by, start_transaction
from .tree import digest_of, size_of
from .volumes import Mark, find_volume, volumes_of

Add = Callable[[str, Callable[[Host, argparse.Namespace], int], str], argparse.ArgumentParser]


def add_move_commands(add: Add) -> None:
    leaving = add("leave", leave, "stop a service whose volumes go to another guest; it starts here no more")
    leaving.add_argument("--to", required=True, help="the other guest")
    add("stay", stay, "take `leave` back: the service runs here again")
    add("volumes", show_volumes, "show its volumes and where they move, as JSON")
    sending = add("send", send_volume, "write a volume that left to standard output, as tar")
    sending.add_argument("volume")
    receiving = add("receive", receive_volume, "make a volume hold what `send` wrote, read on standard input")
    receiving.add_argument("volume")
    receiving.add_argument("--from", dest="sender", required=True, help="the guest that sends it")
    receiving.add_argument("--location", required=True)
    receiving.add_argument("--digest", required=True, help="what `digest` says there")
    digesting = add("digest", digest, "show one number for all that a volume holds")
    digesting.add_argument("volume")
    arriving = add("arrived", arrived, "show one number for volumes that came from another guest, whole")
    arriving.add_argument("--from", dest="sender", required=True, help="the guest that sent them")
    arriving.add_argument("--copy", help="the number that it must be")
    arriving.add_argument("volume", nargs="+")
    add("drop", drop_copies, "remove the copies of volumes that moved; the service must not be deployed here")


def leave(host: Host, arguments: argparse.Namespace) -> int:
    return start_transaction(host, Request("leave", arguments.service, asked_by(), guest=arguments.to))


def stay(host: Host, arguments: argparse.Namespace) -> int:
    return start_transaction(host, Request("stay", arguments.service, asked_by()))


def show_volumes(host: Host, arguments: argparse.Namespace) -> int:
    service = Service(host, arguments.service)
    volumes = []
    for volume in volumes_of(service.name):
        mark = volume.mark()
        described = None if mark is None else {"state": mark.state, "guest": mark.guest}
        size, empty = size_of(volume.path), volume.is_empty()
        volumes.append({"name": volume.name, "bytes": size, "empty": empty, "mark": described})
    disk = os.statvfs(docker_root())
    free = disk.f_bavail * disk.f_frsize
    print(json.dumps({"deployed": is_deployed(service), "free": free, "volumes": volumes}))
    return 0


def send_volume(host: Host, arguments: argparse.Namespace) -> int:
    with service_lock(host, arguments.service, "send", asked_by()):
        send(arguments.volume)
    return 0


def receive_volume(host: Host, arguments: argparse.Namespace) -> int:
    service = Service(host, arguments.service)
    sender = Mark("left", arguments.sender, arguments.digest)
    with service_lock(host, service.name, "receive", asked_by()):
        receive(service, arguments.volume, sender, arguments.location)
    return 0


def digest(_host: Host, arguments: argparse.Namespace) -> int:
    volume = find_volume(arguments.volume)
    if volume is None:
        raise Refused(f"the volume {arguments.volume} is not here.")
    print(digest_of(volume.path))
    return 0


def arrived(_host: Host, arguments: argparse.Namespace) -> int:
    if arguments.copy is not None:
        refuse_other_copy(arguments.volume, arguments.sender, arguments.copy)
    print(copy_of(arguments.volume, arguments.sender))
    return 0


def drop_copies(host: Host, arguments: argparse.Namespace) -> int:
    service = Service(host, arguments.service)
    with service_lock(host, service.name, "drop", asked_by()):
        drop(service)
    return 0
