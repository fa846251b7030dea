"""Starts a transaction apart from this session, shows what it says, and ends as it ends."""

import contextlib
import json
import os
import secrets
import subprocess
import sys
import time

from .files import make_directory, write_file
from .host import RUN


def start_transaction(action, service, **more):
    make_directory(RUN, 0o700)
    unit = f"moco-release-{service.name}-{secrets.token_hex(4)}"
    log_path = os.path.join(RUN, f"{unit}.log")
    request_path = os.path.join(RUN, f"{unit}.json")
    request = {"action": action, "service": service.name, "by": asked_by(), **more}
    try:
        write_file(request_path, json.dumps(request))
        write_file(log_path, "")
        started = start_unit(unit, f"moco-release {action} {service.name}", log_path, request_path)
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
    show(started.stderr.read())
    if started.returncode not in (0, 1):
        show(b"moco-release: the transaction was cut off. Apply again: it goes on from there.\n")
    return 0 if started.returncode == 0 else 1


def start_unit(unit, description, log_path, request_path):
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


def show(said):
    """To standard error, which is what the caller's error message shows; a lost caller is no error."""
    try:
        sys.stderr.buffer.write(said)
        sys.stderr.buffer.flush()
    except BrokenPipeError:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")


def asked_by():
    return os.environ.get("SUDO_USER") or os.environ.get("USER") or "root"
