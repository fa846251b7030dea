"""What can be asked on the command line."""

import sys

from .docker import containers_of, is_well
from .detached import start_transaction
from .history import read_history
from .lock import forget_holder, is_held
from .payload import Payload
from .refused import Refused
from .store import Service, all_services


def apply(arguments):
    payload = sys.stdin.read()
    service = Service(arguments.service)
    Payload(service.name, payload)
    return start_transaction("apply", service, payload=payload)


def rollback(arguments):
    service = Service(arguments.service)
    if not service.exists():
        raise Refused(f"{service.name} is not deployed here.")
    return start_transaction("rollback", service, release=arguments.release)


def remove(arguments):
    return start_transaction("remove", Service(arguments.service))


def list_services(_arguments):
    rows = [("SERVICE", "RELEASE", "STATE", "SINCE")]
    for service in all_services():
        state = service.state()
        status = status_of(service, state.get("status", "none"))
        rows.append((service.name, state.get("release") or "-", status, state.get("since", "-")))
    print_table(rows)
    return 0


def status_of(service, status):
    """What the state says, and what it cannot know."""
    if status == "deploying":
        return status if is_held(service) else "interrupted"
    if status != "running":
        return status
    try:
        containers = containers_of(service)
    except Refused:
        return "unknown"
    if not containers:
        return "stopped"
    return "running" if all(map(is_well, containers)) else "unhealthy"


def history(arguments):
    service = Service(arguments.service)
    kept = {manifest["release"] for manifest in service.healthy_releases()}
    rows = [("TIME", "ACTION", "RELEASE", "KEPT", "BY", "SECONDS")]
    for entry in read_history(service):
        release = entry["release"]
        by, seconds = entry.get("by", "-"), str(entry.get("seconds", "-"))
        rows.append((entry["time"], entry["action"], release, "yes" if release in kept else "no", by, seconds))
    print_table(rows)
    return 0


def unlock(arguments):
    service = Service(arguments.service)
    owner = forget_holder(service)
    if owner is None:
        print(f"{service.name} is not locked")
    else:
        print(f"{service.name}: removed the lock that {owner} left behind")
    return 0


def print_table(rows):
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())
