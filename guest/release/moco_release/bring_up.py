"""Starts the current release."""

import re

from .compose import compose
from .docker import containers_of
from .run import run

HALF_MADE = re.compile(r"/[0-9a-f]{12}_")


def bring_up(service, manifest):
    """Ends when every container is healthy, or when waiting for that makes no more sense."""
    remove_half_made(service)
    seconds = str(manifest["waitSeconds"])
    arguments = ["up", "-d", "--wait", "--wait-timeout", seconds, "--remove-orphans"]
    return compose(service, service.root, *arguments)


def remove_half_made(service):
    """A Compose that was killed while it replaced a container leaves one that stops the next Compose."""
    for container in containers_of(service):
        if HALF_MADE.match(container["Name"]) and container["State"]["Status"] == "created":
            run(["docker", "rm", container["Id"]])
