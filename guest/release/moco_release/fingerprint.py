"""Names by content: what is the same is not made again."""

import hashlib
import hmac
import json
import os
import secrets

from .files import make_directory, name_beside, read_text, write_file
from .host import STACKS


def fingerprint(data):
    text = json.dumps(data, sort_keys=True)
    return hmac.new(salt(), text.encode(), hashlib.sha256).hexdigest()[:12]


def salt():
    """Keeps a fingerprint of a secret from being used to guess it."""
    path = os.path.join(STACKS, ".salt")
    if not os.path.exists(path):
        make_directory(STACKS)
        make_once(path, secrets.token_hex(32))
    return read_text(path).encode()


def make_once(path, text):
    """The first of several services keeps it: all of them must see the same."""
    beside = name_beside(path)
    write_file(beside, text, 0o400)
    try:
        os.link(beside, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(beside)
