"""What a folder holds, as one number: two folders with the same one are the same to any program."""

import hashlib
import json
import os
import stat
from collections.abc import Iterator

PIECE = 1024 * 1024


def digest_of(root: str) -> str:
    """Of names, kinds, owners, modes, sizes, extended attributes, link targets and contents; never of times."""
    digest = hashlib.sha256()
    for path in sorted(walk(root)):
        entry = describe(os.path.join(os.fsencode(root), path), path)
        if entry is not None:
            digest.update(json.dumps(entry).encode() + b"\n")
    return digest.hexdigest()


def walk(root: str) -> Iterator[bytes]:
    """The folder itself, and everything below it."""
    yield b"."
    for folder, folders, files in os.walk(os.fsencode(root), onerror=fail):
        for name in [*folders, *files]:
            yield os.path.relpath(os.path.join(folder, name), os.fsencode(root))


def fail(fault: OSError) -> None:
    raise fault


def describe(path: bytes, name: bytes) -> list[object] | None:
    """None for a socket: it means nothing without the program that made it."""
    found = os.lstat(path)
    if stat.S_ISSOCK(found.st_mode):
        return None
    entry: list[object] = [name.hex(), found.st_mode, found.st_uid, found.st_gid, attributes_of(path)]
    if stat.S_ISREG(found.st_mode):
        return [*entry, found.st_size, content_of(path)]
    if stat.S_ISLNK(found.st_mode):
        return [*entry, os.readlink(path).hex()]
    return [*entry, found.st_rdev]


def attributes_of(path: bytes) -> dict[str, str]:
    names = sorted(os.listxattr(path, follow_symlinks=False))
    return {name: os.getxattr(path, name, follow_symlinks=False).hex() for name in names}


def content_of(path: bytes) -> str:
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def size_of(root: str) -> int:
    """Bytes that it takes on its disk; a file of two names takes them once."""
    found = (os.lstat(os.path.join(os.fsencode(root), path)) for path in walk(root))
    blocks = {(each.st_dev, each.st_ino): each.st_blocks for each in found}
    return sum(blocks.values()) * 512


def clear(root: str) -> None:
    """Removes everything in it, never what a link leads to."""
    for folder, folders, files in os.walk(root, topdown=False):
        for name in files:
            os.unlink(os.path.join(folder, name))
        for name in folders:
            path = os.path.join(folder, name)
            os.unlink(path) if os.path.islink(path) else os.rmdir(path)
