"""Where it starts."""

import argparse
import os
import sys

from . import commands
from .names import NAME
from .refused import Refused
from .transaction import run_transaction


def main():
    os.umask(0o022)
    try:
        if sys.argv[1:2] == ["transaction"]:
            return run_transaction(sys.argv[2])
        return run_command(sys.argv[1:])
    except Refused as refused:
        print(f"moco-release: {refused}", file=sys.stderr)
        return 1


def run_command(words):
    parser = make_parser()
    # Alone it loads all of itself and does nothing: so a guest checks a new version.
    if not words:
        parser.print_help()
        return 0
    arguments = parser.parse_args(words)
    if os.geteuid() != 0:
        raise Refused("only root may do this; use sudo.")
    return arguments.function(arguments)


def make_parser():
    parser = argparse.ArgumentParser(
        prog="moco-release",
        description="Deploys Compose services on this host, one release at a time.",
    )
    known = parser.add_subparsers(metavar="command", required=True)

    def add(name, function, summary, of_service=True):
        command = known.add_parser(name, help=summary, description=summary)
        command.set_defaults(function=function)
        if of_service:
            command.add_argument("service", type=service_name)
        return command

    add("apply", commands.apply, "make the release on standard input run, or leave the one before it running")
    add("remove", commands.remove, "remove a service's containers, files and secrets; its volumes stay")
    add("list", commands.list_services, "show what runs here", of_service=False)
    add("history", commands.history, "show what was done to a service, oldest first")
    rollback = add("rollback", commands.rollback, "go back to a kept release, with its files and secrets")
    rollback.add_argument("release", nargs="?", help="the one before the running one, if not given")
    add("unlock", commands.unlock, "remove the lock of a process that is gone; shows who holds a live one")
    return parser


def service_name(text):
    if not NAME.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a service's name")
    return text
