"""One service at a time begins or ceases to need images."""

import contextlib
import fcntl
import os

from .files import make_directory
from .host import RUN


@contextlib.contextmanager
def images_lock():
    """Between finding that nobody needs an image and removing it, nobody may begin to need it."""
    make_directory(RUN, 0o700)
    # No service is called so: its lock is beside this one.
    with open(os.path.join(RUN, ".images.lock"), "w", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
