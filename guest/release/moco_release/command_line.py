"""What can be asked on the command line."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from . import Refused
from .healing import heal
from .host import NAME, Host, forget_holder, is_held
from .move_commands import add_move_commands
from .payload import parse_payload
from .store import Service, all_services, read_history
from .transaction import Request, asked_by, run_transaction, start_transaction


def main() -> int:
    os.umask(0o022)
    host = Host()
    try:
        if sys.argv[1:2] == ["transaction"]:
            return run_transaction(host, sys.argv[2])
        return run_command(host, sys.argv[1:])
    except Refused as refused:
        print(f"moco-release: {refused}", file=sys.stderr)
        return 1


def run_command(host: Host, words: Sequence[str]) -> int:
    parser = make_parser()
    # Alone it loads all of itself and does nothing: so a guest checks a new version.
    if not words:
        parser.print_help()
        return 0
    arguments = parser.parse_args(words)
    if os.geteuid() != 0:
        raise Refused("only root may do this; use sudo.")
    code: int = arguments.function(host, arguments)
    return code


def make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="moco-release",
        description="Deploys Compose services on this host, one release at a time.",
    )
    known = parser.add_subparsers(metavar="command", required=True)

    def add(
        name: str,
        function: Callable[[Host, argparse.Namespace], int],
        summary: str,
        of_service: bool = True,
    ) -> argparse.ArgumentParser:
        command = known.add_parser(name, help=summary, description=summary)
        command.set_defaults(function=function)
        if of_service:
            command.add_argument("service", type=service_name)
        return command

    add("apply", apply, "make the release on standard input run, or leave the one before it running")
    add("remove", remove, "remove a service's containers, files and secrets; its volumes stay")
    add("list", list_services, "show what runs here", of_service=False)
    add("history", history, "show what was done to a service, oldest first")
    going_back = add("rollback", rollback, "go back to a kept release, with its files and secrets")
    going_back.add_argument("release", nargs="?", help="the one before the running one, if not given")
    add("unlock", unlock, "remove the lock of a process that is gone; shows who holds a live one")
    add_move_commands(add)
    add("heal", heal_all, "restart what is unhealthy, if its turn has come; a timer does it", of_service=False)
    return parser


def service_name(text: str) -> str:
    if not NAME.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a service's name")
    return text


def apply(host: Host, arguments: argparse.Namespace) -> int:
    payload = sys.stdin.read()
    # Refused here, where nothing was started yet.
    parse_payload(arguments.service, payload)
    return start_transaction(host, Request("apply", arguments.service, asked_by(), payload=payload))


def rollback(host: Host, arguments: argparse.Namespace) -> int:
    if not Service(host, arguments.service).exists():
        raise Refused(f"{arguments.service} is not deployed here.")
    request = Request("rollback", arguments.service, asked_by(), release=arguments.release)
    return start_transaction(host, request)


def remove(host: Host, arguments: argparse.Namespace) -> int:
    return start_transaction(host, Request("remove", arguments.service, asked_by()))


def list_services(host: Host, _arguments: argparse.Namespace) -> int:
    rows = [("SERVICE", "RELEASE", "STATE", "SINCE")]
    for service in all_services(host):
        state = service.state()
        rows.append((service.name, state.release or "-", status_of(service, state.status), state.since))
    print_table(rows)
    return 0


def status_of(service: Service, status: str) -> str:
    """What the state says, and what it cannot know."""
    if status == "deploying":
        return status if is_held(service.host, service.name) else "interrupted"
    if status != "running":
        return status
    try:
        containers = service.project.containers()
    except Refused:
        return "unknown"
    if not containers:
        return "stopped"
    return "running" if all(container.is_well() for container in containers) else "unhealthy"


def history(host: Host, arguments: argparse.Namespace) -> int:
    service = Service(host, arguments.service)
    kept = {release.id for release in service.healthy_releases()}
    rows = [("TIME", "ACTION", "RELEASE", "KEPT", "BY", "SECONDS")]
    for deed in read_history(service):
        is_kept = "yes" if deed.release in kept else "no"
        rows.append((deed.time, deed.action, deed.release, is_kept, deed.by, deed.seconds))
    print_table(rows)
    return 0


def unlock(host: Host, arguments: argparse.Namespace) -> int:
    owner = forget_holder(host, arguments.service)
    if owner is None:
        print(f"{arguments.service} is not locked")
    else:
        print(f"{arguments.service}: removed the lock that {owner} left behind")
    return 0


def heal_all(host: Host, _arguments: argparse.Namespace) -> int:
    heal(host)
    return 0


def print_table(rows: Sequence[tuple[str, ...]]) -> None:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())
