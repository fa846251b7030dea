"""What `apply` reads on standard input: parsed once, trusted from then on.

{service, generation, waitSeconds, owners, files, secrets, attachments}

files:       compose.yaml, config/<container>/<path>, reloaded/<container>/<path>
secrets:     <container>/<name>
owners:      <container> -> uid:gid
attachments: <container> -> [{network, alias}]
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from . import Refused
from .host import NAME

SECRET_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
NETWORK = re.compile(r"[a-z0-9][a-z0-9.-]{0,127}")
OWNER = re.compile(r"([0-9]{1,10}):([0-9]{1,10})")


class Owner(NamedTuple):
    uid: int
    gid: int


class Attachment(NamedTuple):
    """A network that a container joins while it runs, and what it is called there."""

    network: str
    alias: str


# By container.
Attachments = dict[str, tuple[Attachment, ...]]


@dataclass(frozen=True)
class ContainerFiles:
    """What one container sees; contents by path, secrets by name."""

    owner: Owner
    config: dict[str, str] = field(default_factory=dict)
    reloaded: dict[str, str] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Payload:
    # Of the guest; told in the history.
    generation: str
    wait_seconds: int
    compose: str
    containers: dict[str, ContainerFiles]
    attachments: Attachments = field(default_factory=dict)

    def secret_values(self) -> Iterator[str]:
        for container in self.containers.values():
            yield from container.secrets.values()


def parse_payload(service: str, text: str) -> Payload:
    """Refuses all that is wrong at once; never tells a value."""
    try:
        data = json.loads(text)
    except ValueError:
        raise Refused("the payload on standard input is not JSON. Call this through Pulumi.") from None
    if not isinstance(data, dict) or data.get("service") != service:
        raise Refused(f"the payload on standard input is not for the service {service}.")
    refuse([
        f"the payload's {name} are not an object."
        for name in ("owners", "files", "secrets", "attachments")
        if not isinstance(data.get(name, {}), dict)
    ])
    parser = PayloadParser(data)
    payload = parser.parse()
    refuse(parser.faults)
    return payload


def parse_attached(listed: object) -> tuple[Attachment, ...] | None:
    """In one order, whatever the order they come in; None where it is something else."""
    if not isinstance(listed, list):
        return None
    found = set()
    for each in listed:
        network, alias = (each.get("network"), each.get("alias")) if isinstance(each, dict) else (None, None)
        if not isinstance(network, str) or not isinstance(alias, str):
            return None
        if not NETWORK.fullmatch(network) or not NETWORK.fullmatch(alias):
            return None
        found.add(Attachment(network, alias))
    return tuple(sorted(found))


def parse_attachments(data: object) -> Attachments | None:
    """None where it is something else."""
    if not isinstance(data, dict):
        return None
    found = {}
    for container, listed in data.items():
        attached = parse_attached(listed)
        if attached is None:
            return None
        found[container] = attached
    return found


def render_attachments(attachments: Attachments) -> dict[str, list[dict[str, str]]]:
    return {container: [each._asdict() for each in attached] for container, attached in attachments.items()}


def refuse(faults: list[str]) -> None:
    if faults:
        raise Refused("\n".join(faults))


class PayloadParser:
    """Goes on after a fault: what it gives is only good without any."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.faults: list[str] = []
        self.containers: dict[str, ContainerFiles] = {}
        self.attachments: Attachments = {}

    def parse(self) -> Payload:
        generation = self.data.get("generation", "")
        if not isinstance(generation, str):
            self.faults.append("the payload's generation is not text.")
        wait_seconds = self.data.get("waitSeconds", 120)
        if type(wait_seconds) is not int or wait_seconds < 1:
            self.faults.append("the payload's waitSeconds is not a whole number above 0.")
        for container, owner in self.data.get("owners", {}).items():
            self.add_container(container, owner)
        files = self.data.get("files", {})
        if "compose.yaml" not in files:
            self.faults.append("the payload has no compose.yaml.")
        for path, content in files.items():
            if not isinstance(content, str):
                self.faults.append(f"the payload's file {path!r} is not text.")
            elif path != "compose.yaml":
                self.add_file(path, content)
        for path, value in self.data.get("secrets", {}).items():
            self.add_secret(path, value)
        for container, listed in self.data.get("attachments", {}).items():
            self.add_attachments(container, listed)
        compose = files.get("compose.yaml", "")
        return Payload(generation, wait_seconds, compose, self.containers, self.attachments)

    def add_container(self, container: str, owner: object) -> None:
        match = OWNER.fullmatch(owner) if isinstance(owner, str) else None
        if not NAME.fullmatch(container) or not match:
            self.faults.append(f"the payload's owner of {container!r} is not uid:gid.")
        # Its files are in order all the same.
        ids = Owner(int(match[1]), int(match[2])) if match else Owner(0, 0)
        self.containers[container] = ContainerFiles(ids)

    def add_file(self, path: str, content: str) -> None:
        kind, _, rest = path.partition("/")
        container, _, inner = rest.partition("/")
        plain = all(part not in ("", ".", "..") and "\0" not in part for part in path.split("/"))
        if not inner or not plain or container not in self.containers:
            self.faults.append(f"the payload's file {path!r} is not <kind>/<container>/<path>.")
        elif kind == "config":
            self.containers[container].config[inner] = content
        elif kind == "reloaded":
            self.containers[container].reloaded[inner] = content
        else:
            self.faults.append(f"the payload's file {path!r} is neither config/ nor reloaded/.")

    def add_secret(self, path: str, value: object) -> None:
        container, _, name = path.partition("/")
        if container not in self.containers or not SECRET_NAME.fullmatch(name):
            self.faults.append(f"the payload's secret {path!r} is not <container>/<name>.")
        elif not isinstance(value, str):
            self.faults.append(f"the payload's secret {path!r} is not text.")
        else:
            self.containers[container].secrets[name] = value

    def add_attachments(self, container: str, listed: object) -> None:
        attached = parse_attached(listed)
        if container not in self.containers:
            self.faults.append(f"the payload's attachments of {container!r} are of no container.")
        elif attached is None:
            self.faults.append(f"the payload's attachments of {container!r} are not a list of network and alias.")
        elif attached:
            self.attachments[container] = attached
