"""What Docker knows of a service's containers."""

import json
import os

from .indent import indent
from .refused import Refused
from .run import run

FOLDER_LABEL = "com.docker.compose.project.working_dir"


def containers_of(service):
    return [container for container in containers_called(service) if is_of(service, container)]


def strangers_of(service):
    """Containers of a Compose project of the same name that somebody keeps elsewhere."""
    return [container for container in containers_called(service) if not is_of(service, container)]


def containers_called(service):
    ids = container_ids(["--filter", f"label=com.docker.compose.project={service.name}"])
    if not ids:
        return []
    inspected = run(["docker", "inspect", *ids]).stdout
    return sorted(json.loads(inspected or "[]"), key=lambda container: container["Name"])


def is_of(service, container):
    return os.path.realpath(folder_of(container)) == os.path.realpath(service.root)


def folder_of(container):
    return container["Config"]["Labels"].get(FOLDER_LABEL, "an unknown folder")


def is_well(container):
    state = container["State"]
    health = state.get("Health") or {"Status": "healthy"}
    return state["Status"] == "running" and health["Status"] == "healthy"


def image_ids_in_use():
    """By any container on this host, stopped ones included."""
    ids = container_ids([])
    return set(run(["docker", "inspect", "--format", "{{.Image}}", *ids]).stdout.split()) if ids else set()


def container_ids(filters):
    listed = run(["docker", "ps", "-aq", "--no-trunc", *filters])
    # An engine that does not answer may have containers all the same.
    if listed.returncode != 0:
        raise Refused(f"Docker does not say which containers there are.\n{indent(listed.stderr)}")
    return listed.stdout.split()
