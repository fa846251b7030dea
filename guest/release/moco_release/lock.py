"""One transaction at a time for a service; the kernel frees the lock of a dead process."""

import contextlib
import fcntl
import os
import socket
import time

from .host import RUN
from .now import now
from .refused import Refused
from .secret_values import say

PATIENCE_SECONDS = 1800


def lock_path(service):
    return os.path.join(RUN, f"{service.name}.lock")


@contextlib.contextmanager
def service_lock(service, request):
    """What its owner wrote into it is still there after its death, to tell the tale."""
    with open(lock_path(service), "a+", encoding="utf-8") as file:
        wait_for(service, file)
        left_behind = read_owner(file)
        if left_behind:
            say(f"took over the lock that {left_behind} left behind")
        file.truncate(0)
        file.write(
            f"{request['action']} of {request['by']} "
            f"(process {os.getpid()} on {socket.gethostname()} since {now()})"
        )
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)


def wait_for(service, file):
    deadline = time.monotonic() + PATIENCE_SECONDS
    said = False
    while not try_lock(file):
        owner = read_owner(file)
        # Without an owner it is somebody who only looks.
        if owner and not said:
            say(f"{service.name} is locked by {owner}; waiting for it")
            said = True
        if time.monotonic() > deadline:
            raise Refused(f"{service.name} is still locked. See `moco-release unlock {service.name}`.")
        time.sleep(0.2)


def try_lock(file):
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except BlockingIOError:
        return False


def read_owner(file):
    file.seek(0)
    return file.read().strip()


def is_held(service):
    try:
        with open(lock_path(service), encoding="utf-8") as file:
            return not try_lock(file)
    except FileNotFoundError:
        return False


def forget_holder(service):
    """Of a lock that nobody holds: returns who left it behind, or refuses."""
    try:
        with open(lock_path(service), "r+", encoding="utf-8") as file:
            free = try_lock(file)
            owner = read_owner(file)
            if not free:
                raise Refused(
                    f"{service.name} is locked by {owner}, which is still at work. "
                    f"Wait, or end it with `kill`: the next apply goes on from there."
                )
            file.truncate(0)
            return owner or None
    except FileNotFoundError:
        return None
