"""Which images were pulled for releases: others are not this program's to remove."""

import contextlib
import os

from .files import read_text, write_file
from .indent import indent
from .images_lock import images_lock
from .refused import Refused
from .run import run


@contextlib.contextmanager
def pulled_images():
    """Gives the set, to read and to change; one transaction at a time."""
    with images_lock():
        path = record_path()
        written = set(read_text(path).split()) if os.path.exists(path) else set()
        images = set(written)
        yield images
        if images != written:
            write_file(path, "".join(f"{image}\n" for image in sorted(images)), 0o644)


def record_path():
    """Where the images are: their disk may outlive the rest of this host."""
    asked = run(["docker", "info", "--format", "{{.DockerRootDir}}"])
    root = asked.stdout.strip()
    if asked.returncode != 0 or not os.path.isdir(root):
        raise Refused(f"Docker does not say where it keeps images.\n{indent(asked.stderr)}")
    return os.path.join(root, "moco-release-images")
