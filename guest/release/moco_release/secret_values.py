"""Keeps secrets out of texts, and out of names that are made by content."""

import base64
import hashlib
import hmac
import html
import json
import os
import secrets
import urllib.parse
from collections.abc import Iterator

from .files import make_directory, name_beside, names_in, read_text, write_file

SHORTEST_WORD = 4
SHORTEST_LINE = 8
SHORTEST_CHUNK_BYTES = 6


class Scrubber:
    """Takes secret values out of a text, in the spellings that programs print them in."""

    def __init__(self) -> None:
        self._words: set[str] = set()

    def add(self, value: str) -> None:
        lines = [line for line in value.splitlines() if len(line) >= SHORTEST_LINE]
        for word in [value, value.strip(), *lines]:
            if len(word) >= SHORTEST_WORD:
                self._words.update(spellings(word))

    def add_kept(self, root: str) -> None:
        """Those of kept releases must not show either: a release that is put back has its own."""
        for folder in names_in(root):
            inside = os.path.join(root, folder, "secrets")
            for name in names_in(inside):
                self.add(read_text(os.path.join(inside, name)))

    def scrub(self, text: str) -> str:
        for word in sorted(self._words, key=len, reverse=True):
            text = text.replace(word, "[secret]")
        return text


def spellings(word: str) -> Iterator[str]:
    yield word
    yield json.dumps(word)[1:-1]
    yield html.escape(word)
    yield urllib.parse.quote(word, safe="")
    yield urllib.parse.quote_plus(word)
    yield base64.b64encode(word.encode()).decode().rstrip("=")
    yield base64.urlsafe_b64encode(word.encode()).decode().rstrip("=")
    yield from base64_inside(word.encode())


def base64_inside(value: bytes) -> Iterator[str]:
    """How it looks in the middle of a longer text, as the password in `user:password` does."""
    for shift in range(3):
        whole = value[shift : shift + (len(value) - shift) // 3 * 3]
        if len(whole) >= SHORTEST_CHUNK_BYTES:
            yield base64.b64encode(whole).decode()
            yield base64.urlsafe_b64encode(whole).decode()


def fingerprint(stacks: str, data: object) -> str:
    """A name by content, the same for all services of this host: what is the same is not made again."""
    text = json.dumps(data, sort_keys=True)
    return hmac.new(salt(stacks), text.encode(), hashlib.sha256).hexdigest()[:12]


def salt(stacks: str) -> bytes:
    """Keeps a fingerprint of a secret from being used to guess it."""
    path = os.path.join(stacks, ".salt")
    if not os.path.exists(path):
        make_directory(stacks)
        make_once(path, secrets.token_hex(32))
    return read_text(path).encode()


def make_once(path: str, text: str) -> None:
    """The first of several services keeps it: all of them must see the same."""
    beside = name_beside(path)
    write_file(beside, text, 0o400)
    try:
        os.link(beside, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(beside)
