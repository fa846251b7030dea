"""Files and folders that are there whole or not at all, also after a crash."""

import contextlib
import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from typing import Any

from . import Refused

LEFT_OVER = re.compile(r"(.+)\.[0-9a-f]{8}\.new")


def name_beside(path: str) -> str:
    """A name that a program watching the folder takes for no file of its own."""
    return f"{path}.{secrets.token_hex(4)}.new"


def fsync_directory(path: str) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_text(path: str) -> str:
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def write_file(path: str, text: str, mode: int = 0o600, owner: tuple[int, int] | None = None) -> None:
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


def read_json(path: str) -> Any:
    """None where there is no file."""
    try:
        return json.loads(read_text(path))
    except FileNotFoundError:
        return None
    except ValueError:
        raise Refused(f"{path} is not JSON. Mend it by hand, or remove it.") from None


def write_json(path: str, data: object) -> None:
    write_file(path, json.dumps(data) + "\n", 0o644)


def link_to(target: str, path: str) -> None:
    """Also in place of a file: an editor may have put one where the link was."""
    if os.path.islink(path) and os.readlink(path) == target:
        return
    beside = name_beside(path)
    os.symlink(target, beside)
    os.rename(beside, path)
    fsync_directory(os.path.dirname(path))


def make_directory(path: str, mode: int = 0o755) -> None:
    os.makedirs(path, mode=mode, exist_ok=True)


def names_in(folder: str) -> list[str]:
    """Also where there is no such folder."""
    return os.listdir(folder) if os.path.isdir(folder) else []


def files_below(root: str) -> list[str]:
    """Paths in it, of files of any kind."""
    return [
        os.path.relpath(os.path.join(folder, name), root)
        for folder, _, names in os.walk(root)
        for name in names
    ]


@contextlib.contextmanager
def new_folder(path: str) -> Iterator[str]:
    """Gives a folder to fill, which gets its name when it is full."""
    beside = name_beside(path)
    os.mkdir(beside, 0o755)
    try:
        yield beside
        os.rename(beside, path)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    fsync_directory(os.path.dirname(path))


def remove_folder(path: str) -> None:
    """Loses its name first: half of it must not be taken for all of it."""
    beside = name_beside(path)
    try:
        os.rename(path, beside)
    except FileNotFoundError:
        return
    shutil.rmtree(beside)


def remove_left_over(folder: str, name: str | None = None) -> None:
    """What a process that was killed had under no name of its own yet, or no more; of one name, or all."""
    for entry in names_in(folder):
        match = LEFT_OVER.fullmatch(entry)
        if not match or name not in (None, match[1]):
            continue
        path = os.path.join(folder, entry)
        if os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path)
        else:
            os.unlink(path)
