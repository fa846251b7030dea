"""What Docker is asked and told: a project's releases and containers, and images of all of them."""

import contextlib
import json
import os
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from . import Refused
from .files import read_text, write_file
from .host import Host, images_lock, indent, run

FOLDER_LABEL = "com.docker.compose.project.working_dir"
CONTAINER_LABEL = "moco.container"
ONE_OFF_LABEL = "com.docker.compose.oneoff"
HALF_MADE = re.compile(r"/[0-9a-f]{12}_")


@dataclass(frozen=True)
class Endpoint:
    """A container's place on a network."""

    aliases: tuple[str, ...]
    options: dict[str, str]
    # Not where the container does not run, nor where Docker could not connect it.
    connected: bool


@dataclass(frozen=True)
class Container:
    """What `docker inspect` says of it."""

    id: str
    # As Docker writes it, with a slash before it.
    name: str
    folder: str
    # What the service calls it; empty where its compose file does not say.
    role: str
    # Of `docker compose run`, by hand: it stands in for nobody.
    one_off: bool
    # By network.
    endpoints: dict[str, Endpoint]
    status: str
    exit_code: int
    out_of_memory: bool
    error: str
    restarts: int
    # None without a health check.
    health: str | None
    # Of its last health check: exit code and output.
    last_probe: tuple[int, str] | None

    def is_well(self) -> bool:
        return self.status == "running" and self.health in (None, "healthy")


def parse_container(inspected: dict[str, Any]) -> Container:
    state = inspected["State"]
    labels = inspected["Config"]["Labels"]
    health = state.get("Health") or {}
    probes = health.get("Log") or []
    return Container(
        id=inspected["Id"],
        name=inspected["Name"],
        folder=labels.get(FOLDER_LABEL, "an unknown folder"),
        role=labels.get(CONTAINER_LABEL, ""),
        one_off=labels.get(ONE_OFF_LABEL) == "True",
        endpoints={
            network: parse_endpoint(endpoint)
            for network, endpoint in inspected["NetworkSettings"]["Networks"].items()
        },
        status=state["Status"],
        exit_code=state.get("ExitCode", 0),
        out_of_memory=bool(state.get("OOMKilled")),
        error=state.get("Error") or "",
        restarts=inspected.get("RestartCount") or 0,
        health=health["Status"] if health else None,
        last_probe=(probes[-1]["ExitCode"], probes[-1]["Output"]) if probes else None,
    )


def parse_endpoint(inspected: dict[str, Any]) -> Endpoint:
    return Endpoint(
        aliases=tuple(inspected.get("Aliases") or ()),
        options=inspected.get("DriverOpts") or {},
        connected=bool(inspected.get("EndpointID")),
    )


@dataclass(frozen=True)
class Project:
    """A Compose project in its folder."""

    name: str
    root: str

    def compose(self, folder: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The folder has compose.yaml and .env: a release's own, or the root for the running one."""
        command = ["docker", "compose", "--project-name", self.name, "--project-directory", self.root]
        command += ["--env-file", os.path.join(folder, ".env"), "-f", os.path.join(folder, "compose.yaml")]
        return run([*command, "--ansi", "never", "--progress", "quiet", *arguments])

    def make(self) -> subprocess.CompletedProcess[str]:
        """Stops what is made anew, and starts nothing."""
        self.remove_half_made()
        return self.compose(self.root, "create", "--remove-orphans")

    def bring_up(self, wait_seconds: int) -> subprocess.CompletedProcess[str]:
        """Ends when every container is healthy, or when waiting for that makes no more sense."""
        self.remove_half_made()
        arguments = ["up", "-d", "--wait", "--wait-timeout", str(wait_seconds), "--remove-orphans"]
        return self.compose(self.root, *arguments)

    def stop(self) -> subprocess.CompletedProcess[str]:
        return self.compose(self.root, "stop")

    def take_down(self) -> subprocess.CompletedProcess[str]:
        return self.compose(self.root, "down", "--remove-orphans")

    def images_named_in(self, folder: str) -> list[str]:
        """Refuses a release that Docker Compose does not understand."""
        listed = self.compose(folder, "config", "--images")
        if listed.returncode != 0:
            raise Refused(f"Docker Compose refuses compose.yaml; nothing was changed.\n{indent(listed.stderr)}")
        return sorted(set(listed.stdout.split()))

    def containers(self) -> list[Container]:
        return [container for container in self.called_so() if self.owns(container)]

    def strangers(self) -> list[Container]:
        """Containers of a Compose project of the same name that somebody keeps elsewhere."""
        return [container for container in self.called_so() if not self.owns(container)]

    def called_so(self) -> list[Container]:
        ids = container_ids("--filter", f"label=com.docker.compose.project={self.name}")
        if not ids:
            return []
        inspected = json.loads(run(["docker", "inspect", *ids]).stdout or "[]")
        return sorted(map(parse_container, inspected), key=lambda container: container.name)

    def owns(self, container: Container) -> bool:
        return os.path.realpath(container.folder) == os.path.realpath(self.root)

    def remove_half_made(self) -> None:
        """A Compose that was killed while it replaced a container leaves one that stops the next Compose."""
        for container in self.containers():
            if HALF_MADE.match(container.name) and container.status == "created":
                run(["docker", "rm", container.id])


def container_ids(*filters: str) -> list[str]:
    listed = run(["docker", "ps", "-aq", "--no-trunc", *filters])
    # An engine that does not answer may have containers all the same.
    if listed.returncode != 0:
        raise Refused(f"Docker does not say which containers there are.\n{indent(listed.stderr)}")
    return listed.stdout.split()


def image_id(image: str) -> str | None:
    """None where it is not there."""
    inspected = run(["docker", "image", "inspect", "--format", "{{.Id}}", image])
    return inspected.stdout.strip() if inspected.returncode == 0 else None


def image_ids_in_use() -> set[str]:
    """By any container on this host, stopped ones included."""
    ids = container_ids()
    return set(run(["docker", "inspect", "--format", "{{.Image}}", *ids]).stdout.split()) if ids else set()


@contextlib.contextmanager
def pulled_images(host: Host) -> Iterator[set[str]]:
    """Gives those that were pulled for releases, to read and to change: others are not ours to remove."""
    with images_lock(host):
        path = pulled_images_path()
        written = set(read_text(path).split()) if os.path.exists(path) else set()
        images = set(written)
        yield images
        if images != written:
            write_file(path, "".join(f"{image}\n" for image in sorted(images)), 0o644)


def pulled_images_path() -> str:
    """Where the images are: their disk may outlive the rest of this host."""
    return os.path.join(docker_root(), "moco-release-images")


def docker_root() -> str:
    asked = run(["docker", "info", "--format", "{{.DockerRootDir}}"])
    root = asked.stdout.strip()
    if asked.returncode != 0 or not os.path.isdir(root):
        raise Refused(f"Docker does not say where it keeps images and volumes.\n{indent(asked.stderr)}")
    return root


def pull_missing(host: Host, project: Project, folder: str, images: Iterable[str]) -> None:
    missing = [image for image in images if image_id(image) is None]
    if not missing:
        return
    host.say(f"pulling {', '.join(missing)}")
    # Before they come: a transaction that is cut off must not leave one that nobody removes.
    with pulled_images(host) as known:
        known.update(missing)
    pulled = project.compose(folder, "pull", "--policy", "missing")
    if pulled.returncode != 0:
        raise Refused(f"images could not be pulled; nothing was changed.\n{indent(pulled.stderr)}")


def remove_unneeded_images(host: Host, find_needed: Callable[[], set[str]]) -> None:
    """Of those that were pulled for releases; never one that is needed or that a container uses."""
    with pulled_images(host) as pulled:
        needed = find_needed()
        unneeded = pulled - needed
        if not unneeded:
            return
        # By id as well: one image may have several names.
        protected = image_ids_in_use() | {image_id(image) for image in needed}
        pulled.difference_update([image for image in sorted(unneeded) if is_gone(host, image, protected)])


def is_gone(host: Host, image: str, protected: set[str | None]) -> bool:
    """Removes it unless it is needed; one that stays is looked at again next time."""
    found = image_id(image)
    if found is None:
        return True
    if found in protected:
        return False
    # Without --force Docker refuses what a container uses; its untagged parents are not ours.
    removed = run(["docker", "image", "rm", "--no-prune", image])
    if removed.returncode != 0:
        host.say(f"image {image} could not be removed:\n{indent(removed.stderr)}")
        return False
    host.say(f"removed image {image}, which no release needs any more")
    return True
