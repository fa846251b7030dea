"""What can be done to a service: a transaction, from its request to its exit code, in a unit of its own."""

import contextlib
import dataclasses
import errno
import json
import os
import secrets
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from . import Refused
from .activation import activate
from .docker import remove_unneeded_images
from .files import make_directory, read_text, remove_folder, remove_left_over, write_file
from .host import Host, indent, run, service_lock
from .moving import leave, stay
from .payload import Payload, parse_payload
from .staging import remove_unused_files, stage
from .store import Service, needed_images
from .volumes import refuse_elsewhere

COMPOSE_FILES = ("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml")


@dataclass(frozen=True)
class Request:
    """What a session gives the transaction that it starts."""

    # apply, rollback, remove, leave or stay.
    action: str
    service: str
    by: str
    # Of apply, as text: the transaction is another process and parses it for itself.
    payload: str = ""
    # Of rollback; None for the one before the running one.
    release: str | None = None
    # Of leave: where the volumes go.
    guest: str = ""


def asked_by() -> str:
    return os.environ.get("SUDO_USER") or os.environ.get("USER") or "root"


def start_transaction(host: Host, request: Request) -> int:
    """Starts it apart from this session, shows what it says, and ends as it ends."""
    make_directory(host.run_folder, 0o700)
    unit = f"moco-release-{request.service}-{secrets.token_hex(4)}"
    log_path = os.path.join(host.run_folder, f"{unit}.log")
    request_path = os.path.join(host.run_folder, f"{unit}.json")
    try:
        write_file(request_path, json.dumps(dataclasses.asdict(request)))
        write_file(log_path, "")
        description = f"moco-release {request.action} {request.service}"
        started = start_unit(unit, description, log_path, request_path)
        with open(log_path, "rb") as log:
            while started.poll() is None:
                show(log.read())
                time.sleep(0.05)
            show(log.read())
    finally:
        for path in (log_path, request_path):
            # The request holds secrets. The transaction takes it away, unless it was never started.
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)
    assert started.stderr is not None
    show(started.stderr.read())
    if started.returncode not in (0, 1):
        show(b"moco-release: the transaction was cut off. Apply again: it goes on from there.\n")
    return 0 if started.returncode == 0 else 1


def start_unit(unit: str, description: str, log_path: str, request_path: str) -> subprocess.Popen[bytes]:
    program = os.path.realpath(sys.argv[0])
    return subprocess.Popen(
        ["systemd-run", "--quiet", "--collect", "--wait", f"--unit={unit}", f"--description={description}"]
        + [f"--property=StandardOutput=append:{log_path}", f"--property=StandardError=append:{log_path}"]
        + [f"--setenv=PATH={os.environ.get('PATH', '/usr/sbin:/usr/bin:/sbin:/bin')}"]
        + ["--setenv=HOME=/root", program, "transaction", request_path],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def show(said: bytes) -> None:
    """To standard error, which is what the caller's error message shows; a lost caller is no error."""
    try:
        sys.stderr.buffer.write(said)
        sys.stderr.buffer.flush()
    except BrokenPipeError:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")


def run_transaction(host: Host, request_path: str) -> int:
    """In its unit."""
    request = Request(**json.loads(read_text(request_path)))
    os.unlink(request_path)
    service = Service(host, request.service)
    try:
        work = work_of(service, request)
        with service_lock(host, service.name, request.action, request.by):
            work()
        return 0
    except Refused as problem:
        host.say(f"{service.name}: {problem}")
    except Exception as problem:  # A message of Python's may quote what it choked on.
        if isinstance(problem, OSError) and problem.errno in (errno.ENOSPC, errno.EDQUOT):
            disk = host.stacks
            host.say(f"{service.name}: the disk of {disk} is full; `df -h {disk}`. Make room, then apply again.")
        else:
            host.say(f"{service.name}: moco-release itself failed\n{traceback.format_exc()}")
    return 1


def work_of(service: Service, request: Request) -> Callable[[], None]:
    """Parsed before the lock is waited for: from then on its secrets are known."""
    match request.action:
        case "apply":
            payload = parse_payload(service.name, request.payload)
            for value in payload.secret_values():
                service.host.scrubber.add(value)
            return partial(apply, service, payload, request.by)
        case "rollback":
            return partial(rollback, service, request.release, request.by)
        case "remove":
            return partial(remove, service)
        case "leave":
            return partial(leave, service, request.guest, request.by)
        case "stay":
            return partial(come_back, service, request.by)
        case _:
            raise Refused(f"{request.action!r} is nothing that can be done to a service.")


def apply(service: Service, payload: Payload, by: str) -> None:
    host = service.host
    refuse_strangers(service)
    refuse_elsewhere(service.name)
    # Hands may read everything but the secrets, whose own folders are closed.
    make_directory(service.path("releases"))
    make_directory(service.path("files"), 0o711)
    with host.tidying(service.name):
        for folder in (service.root, service.path("releases"), service.path("files")):
            remove_left_over(folder)
    learn_kept_secrets(service)
    try:
        release = stage(service, payload)
    except BaseException:
        with host.tidying(service.name):
            remove_unused_files(service)
        raise
    activate(service, release, "apply", by, payload.generation)


def rollback(service: Service, wanted: str | None, by: str) -> None:
    learn_kept_secrets(service)
    refuse_elsewhere(service.name)
    running = service.state().release
    kept = {release.id: release for release in service.healthy_releases()}
    release_id = wanted or next((each for each in kept if each != running), None)
    if release_id is None:
        raise Refused(f"{service.name} has no release to go back to.")
    if release_id not in kept:
        listed = ", ".join(kept) or "none"
        raise Refused(f"{service.name} has no release {release_id}; kept are: {listed}.")
    activate(service, kept[release_id], "rollback", by, "")


def come_back(service: Service, by: str) -> None:
    learn_kept_secrets(service)
    stay(service, by)


def remove(service: Service) -> None:
    host = service.host
    learn_kept_secrets(service)
    refuse_folder(service)
    if os.path.exists(service.path("compose.yaml")):
        service.project.take_down()
    # Also without its files: what carries its name must not stay behind.
    left = [container.id for container in service.project.containers()]
    if left:
        removed = run(["docker", "rm", "--force", *left])
        if removed.returncode != 0:
            raise Refused(f"containers of {service.name} could not be removed.\n{indent(removed.stderr)}")
    try:
        remove_folder(service.root)
        remove_left_over(host.stacks, service.name)
    except OSError as fault:
        raise Refused(f"not all files of {service.name} could be removed: {fault}") from None
    host.say(f"{service.name}: removed; its volumes are kept")
    with host.tidying(service.name):
        remove_unneeded_images(host, lambda: needed_images(host))


def learn_kept_secrets(service: Service) -> None:
    service.host.scrubber.add_kept(service.path("files"))


def refuse_strangers(service: Service) -> None:
    """What somebody made by hand is not ours to replace because it has the name of a service."""
    refuse_folder(service)
    folders = sorted({container.folder for container in service.project.strangers()})
    if folders:
        raise Refused(
            f"another Compose project is called {service.name} already, in {', '.join(folders)}. "
            f"Take it down there with `docker compose down`, or give the service another name."
        )


def refuse_folder(service: Service) -> None:
    """Where a release was staged once, a compose file in place of the link is a hand's repair."""
    if os.path.isdir(service.path("releases")):
        return
    for name in COMPOSE_FILES:
        if os.path.isfile(service.path(name)):
            raise Refused(
                f"{service.path(name)} was not made by moco-release. "
                f"Move the folder away, or give the service another name."
            )
