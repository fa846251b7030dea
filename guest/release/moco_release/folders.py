"""Folders that are there whole or not at all, also after a crash."""

import contextlib
import os
import re
import shutil

from .files import fsync_directory, name_beside

LEFT_OVER = re.compile(r"(.+)\.[0-9a-f]{8}\.new")


@contextlib.contextmanager
def new_folder(path):
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


def remove_folder(path):
    """Loses its name first: half of it must not be taken for all of it."""
    beside = name_beside(path)
    try:
        os.rename(path, beside)
    except FileNotFoundError:
        return
    shutil.rmtree(beside)


def remove_left_over(folder, name=None):
    """What a process that was killed had under no name of its own yet, or no more; of one name, or all."""
    for entry in os.listdir(folder) if os.path.isdir(folder) else []:
        match = LEFT_OVER.fullmatch(entry)
        if not match or name not in (None, match[1]):
            continue
        path = os.path.join(folder, entry)
        if os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path)
        else:
            os.unlink(path)
