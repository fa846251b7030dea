"""This host: where things are, what may be said on it, its clock, other programs, and who holds a lock."""

import contextlib
import datetime
import fcntl
import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO

from . import Refused
from .files import make_directory
from .secret_values import Scrubber

# What names may look like: none of them leads out of its folder.
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")

LOCK_PATIENCE_SECONDS = 1800


@dataclass(frozen=True)
class Host:
    # Of services, one folder each.
    stacks: str = "/opt/stacks"
    # In memory: who holds a lock, and what a transaction is asked to do, are over with a reboot.
    run_folder: str = "/run/moco-release"
    scrubber: Scrubber = field(default_factory=Scrubber)

    def say(self, text: str) -> None:
        print(self.scrubber.scrub(text), flush=True)

    @contextlib.contextmanager
    def tidying(self, name: str) -> Iterator[None]:
        """What comes after the work: what fails in it is said and fails nothing; the next one tries again."""
        try:
            yield
        except Exception as fault:
            self.say(f"{name}: could not tidy up: {fault}")


def run(arguments: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Another program: its output comes back and is never passed through unseen."""
    return subprocess.run(
        arguments,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def indent(text: str) -> str:
    """What another program said, inside of what this one says."""
    return "\n".join(f"    {line}" for line in text.strip().splitlines())


def now() -> str:
    """The time as people and files read it."""
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


@contextlib.contextmanager
def images_lock(host: Host) -> Iterator[None]:
    """Between finding that nobody needs an image and removing it, no service may begin to need it."""
    make_directory(host.run_folder, 0o700)
    # No service is called so: its lock is beside this one.
    with open(os.path.join(host.run_folder, ".images.lock"), "w", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def lock_path(host: Host, name: str) -> str:
    return os.path.join(host.run_folder, f"{name}.lock")


@contextlib.contextmanager
def service_lock(host: Host, name: str, action: str, by: str) -> Iterator[None]:
    """One transaction at a time for a service; the kernel frees the lock of a dead process.

    What its owner wrote into it is still there after its death, to tell the tale.
    """
    make_directory(host.run_folder, 0o700)
    with open(lock_path(host, name), "a+", encoding="utf-8") as file:
        wait_for(host, name, file)
        left_behind = read_owner(file)
        if left_behind:
            host.say(f"took over the lock that {left_behind} left behind")
        file.truncate(0)
        file.write(f"{action} of {by} (process {os.getpid()} on {socket.gethostname()} since {now()})")
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)


def wait_for(host: Host, name: str, file: IO[str]) -> None:
    deadline = time.monotonic() + LOCK_PATIENCE_SECONDS
    said = False
    while not try_lock(file):
        owner = read_owner(file)
        # Without an owner it is somebody who only looks.
        if owner and not said:
            host.say(f"{name} is locked by {owner}; waiting for it")
            said = True
        if time.monotonic() > deadline:
            raise Refused(f"{name} is still locked. See `moco-release unlock {name}`.")
        time.sleep(0.2)


def try_lock(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except BlockingIOError:
        return False


def read_owner(file: IO[str]) -> str:
    file.seek(0)
    return file.read().strip()


def is_held(host: Host, name: str) -> bool:
    try:
        with open(lock_path(host, name), encoding="utf-8") as file:
            return not try_lock(file)
    except FileNotFoundError:
        return False


def forget_holder(host: Host, name: str) -> str | None:
    """Of a lock that nobody holds: returns who left it behind, or refuses."""
    try:
        with open(lock_path(host, name), "r+", encoding="utf-8") as file:
            free = try_lock(file)
            owner = read_owner(file)
            if not free:
                raise Refused(
                    f"{name} is locked by {owner}, which is still at work. "
                    f"Wait, or end it with `kill`: the next apply goes on from there."
                )
            file.truncate(0)
            return owner or None
    except FileNotFoundError:
        return None
