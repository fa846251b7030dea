"""Who did what when."""

import json
import os

from .files import read_text
from .now import now
from .secret_values import SCRUBBER, say


def record(service, action, release, **more):
    """A host that cannot write its history, as when its disk is full, still deploys."""
    entry = {"time": now(), "action": action, "release": release, **more}
    line = SCRUBBER.scrub(json.dumps(entry)) + "\n"
    try:
        with open(service.path("history.jsonl"), "ab+") as file:
            # A line that a crash cut short stays alone.
            end = file.seek(0, os.SEEK_END)
            if end > 0:
                file.seek(end - 1)
                line = line if file.read() == b"\n" else "\n" + line
            file.write(line.encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as fault:
        say(f"{service.name}: its history could not be written: {fault}")


def read_history(service):
    """Oldest first."""
    try:
        lines = read_text(service.path("history.jsonl")).splitlines()
    except FileNotFoundError:
        return []
    return [entry for entry in map(parse_entry, lines) if entry is not None]


def parse_entry(line):
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    return entry if isinstance(entry, dict) and {"time", "action", "release"} <= entry.keys() else None
