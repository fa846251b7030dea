"""One transaction, from its request to its exit code, in a unit of its own."""

import errno
import json
import os
import traceback

from .files import read_text
from .host import STACKS
from .lock import service_lock
from .payload import Payload
from .refused import Refused
from .secret_values import say
from .store import Service
from .transactions import TRANSACTIONS


def run_transaction(request_path):
    request = json.loads(read_text(request_path))
    os.unlink(request_path)
    service = Service(request["service"])
    try:
        if request["action"] == "apply":
            # Knows the secrets from here on.
            Payload(service.name, request["payload"])
        with service_lock(service, request):
            TRANSACTIONS[request["action"]](service, request)
        return 0
    except Refused as problem:
        say(f"{service.name}: {problem}")
    except Exception as problem:  # A message of Python's may quote what it choked on.
        if isinstance(problem, OSError) and problem.errno in (errno.ENOSPC, errno.EDQUOT):
            say(f"{service.name}: the disk of {STACKS} is full; `df -h {STACKS}`. Make room, then apply again.")
        else:
            say(f"{service.name}: moco-release itself failed\n{traceback.format_exc()}")
    return 1
