"""Files that are there whole or not at all, also after a crash."""

import json
import os
import secrets

from .refused import Refused


def fsync_directory(path):
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_file(path, text, mode=0o600, owner=None):
    """Written beside its place, flushed, renamed."""
    beside = name_beside(path)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            if owner is not None:
                os.fchown(file.fileno(), *owner)
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        os.rename(beside, path)
    except BaseException:
        if os.path.lexists(beside):
            os.unlink(beside)
        raise
    fsync_directory(os.path.dirname(path))


def write_json(path, data):
    write_file(path, json.dumps(data) + "\n", 0o644)


def link_to(target, path):
    """Also in place of a file: an editor may have put one where the link was."""
    if os.path.islink(path) and os.readlink(path) == target:
        return
    beside = name_beside(path)
    os.symlink(target, beside)
    os.rename(beside, path)
    fsync_directory(os.path.dirname(path))


def read_text(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def read_json(path, otherwise):
    try:
        return json.loads(read_text(path))
    except FileNotFoundError:
        return otherwise
    except ValueError:
        raise Refused(f"{path} is not JSON. Mend it by hand, or remove it.") from None


def make_directory(path, mode=0o755):
    os.makedirs(path, mode=mode, exist_ok=True)


def files_below(root):
    """Paths in it, of files of any kind."""
    return [
        os.path.relpath(os.path.join(folder, name), root)
        for folder, _, names in os.walk(root)
        for name in names
    ]


def name_beside(path):
    """A name that a program watching the folder takes for no file of its own."""
    return f"{path}.{secrets.token_hex(4)}.new"
