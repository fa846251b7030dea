"""Docker Compose, on one release."""

import os

from .indent import indent
from .refused import Refused
from .run import run


def compose(service, folder, *arguments):
    """The folder has compose.yaml and .env: a release's own, or the service's for the running one."""
    command = ["docker", "compose", "--project-name", service.name, "--project-directory", service.root]
    command += ["--env-file", os.path.join(folder, ".env"), "-f", os.path.join(folder, "compose.yaml")]
    return run([*command, "--ansi", "never", "--progress", "quiet", *arguments])


def ask_images(service, folder):
    """Images that a release names; refuses a release that Docker Compose does not understand."""
    listed = compose(service, folder, "config", "--images")
    if listed.returncode != 0:
        raise Refused(f"Docker Compose refuses compose.yaml; nothing was changed.\n{indent(listed.stderr)}")
    return sorted(set(listed.stdout.split()))
