"""What somebody made by hand is not ours to replace because it has the name of a service."""

import os

from .docker import folder_of, strangers_of
from .refused import Refused

COMPOSE_FILES = ("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml")


def refuse_strangers(service):
    refuse_folder(service)
    folders = sorted(set(map(folder_of, strangers_of(service))))
    if folders:
        raise Refused(
            f"another Compose project is called {service.name} already, in {', '.join(folders)}. "
            f"Take it down there with `docker compose down`, or give the service another name."
        )


def refuse_folder(service):
    """Where a release was staged once, a compose file in place of the link is a hand's repair."""
    if os.path.isdir(service.path("releases")):
        return
    for name in COMPOSE_FILES:
        if os.path.isfile(service.path(name)):
            raise Refused(
                f"{service.path(name)} was not made by moco-release. "
                f"Move the folder away, or give the service another name."
            )
