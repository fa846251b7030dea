"""What is known of a service on this host: its folder, its state, its releases, its history."""

import json
import os
import re
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from . import Refused
from .docker import Project
from .files import names_in, read_json, read_text, write_json
from .host import NAME, Host, now
from .payload import Attachments, parse_attachments, render_attachments

RELEASE_ID = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True)
class State:
    """What runs, and what an interrupted transaction was doing."""

    # none, deploying, running or failed.
    status: str = "none"
    release: str | None = None
    # What ran before the release that is being deployed.
    previous: str | None = None
    since: str = "-"


@dataclass(frozen=True)
class Release:
    id: str
    created: str
    # Seconds since 1970; 0 before it was healthy for the first time.
    last_used: float
    wait_seconds: int
    # In the service's files/.
    folders: tuple[str, ...]
    # None where it was staged by a version of this program that recorded none.
    images: tuple[str, ...] | None
    # Empty also where it was staged by a version that knew of none.
    attachments: Attachments = field(default_factory=dict)


class Service:
    def __init__(self, host: Host, name: str) -> None:
        self.host = host
        self.name = name
        self.root = os.path.join(host.stacks, name)
        self.project = Project(name, self.root)

    def path(self, *parts: str) -> str:
        return os.path.join(self.root, *parts)

    def release_path(self, release: str, *parts: str) -> str:
        return self.path("releases", release, *parts)

    def exists(self) -> bool:
        return os.path.isdir(self.root)

    def state(self) -> State:
        path = self.path("state.json")
        return parse_state(path, read_json(path))

    def set_state(self, status: str, release: str | None = None, previous: str | None = None) -> None:
        state: dict[str, str | None] = {"status": status}
        if release is not None:
            state["release"] = release
        if status == "deploying":
            state["previous"] = previous
        write_json(self.path("state.json"), {**state, "since": now()})

    def release(self, release: str) -> Release | None:
        if not RELEASE_ID.fullmatch(release):
            return None
        path = self.release_path(release, "release.json")
        return parse_release(path, read_json(path))

    def set_release(self, release: Release) -> None:
        write_json(self.release_path(release.id, "release.json"), render_release(release))

    def releases(self) -> list[Release]:
        """Newest first; last are those that were never healthy."""
        found = [release for release in map(self.release, names_in(self.path("releases"))) if release]
        return sorted(found, key=lambda release: release.last_used, reverse=True)

    def healthy_releases(self) -> list[Release]:
        """Newest first. A transaction that was cut off leaves releases that nobody knows to work."""
        return [release for release in self.releases() if release.last_used]

    def images_of(self, release: Release) -> list[str]:
        """One that recorded none is asked for them."""
        if release.images is not None:
            return list(release.images)
        return self.project.images_named_in(self.release_path(release.id))


def all_services(host: Host) -> list[Service]:
    names = sorted(filter(NAME.fullmatch, names_in(host.stacks)))
    return [service for service in (Service(host, name) for name in names) if service.exists()]


def needed_images(host: Host) -> set[str]:
    """What kept releases of all services name, those included that are only being staged."""
    return {
        image
        for service in all_services(host)
        for release in service.releases()
        for image in service.images_of(release)
    }


def parse_state(path: str, data: Any) -> State:
    if data is None:
        return State()
    if isinstance(data, dict):
        known = ("status", "release", "previous", "since")
        said = {name: data[name] for name in known if data.get(name) is not None}
        if all(isinstance(value, str) for value in said.values()):
            return State(**said)
    raise Refused(f"{path} is not the state of a service. Mend it by hand, or remove it.")


def parse_release(path: str, data: Any) -> Release | None:
    if data is None:
        return None
    if isinstance(data, dict):
        release, created, images = data.get("release"), data.get("created", ""), data.get("images")
        last_used, wait_seconds, folders = data.get("lastUsed"), data.get("waitSeconds"), data.get("folders")
        attachments = parse_attachments(data.get("attachments", {}))
        if (
            isinstance(release, str)
            and isinstance(created, str)
            and isinstance(last_used, (int, float))
            and isinstance(wait_seconds, int)
            and are_texts(folders)
            and (images is None or are_texts(images))
            and attachments is not None
        ):
            kept_images = None if images is None else tuple(images)
            return Release(release, created, last_used, wait_seconds, tuple(folders), kept_images, attachments)
    raise Refused(f"{path} does not describe a release. Mend it by hand, or remove it.")


def are_texts(value: Any) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def render_release(release: Release) -> dict[str, object]:
    data: dict[str, object] = {
        "release": release.id,
        "created": release.created,
        "lastUsed": release.last_used,
        "waitSeconds": release.wait_seconds,
        "folders": release.folders,
    }
    if release.images is not None:
        data["images"] = release.images
    if release.attachments:
        data["attachments"] = render_attachments(release.attachments)
    return data


@dataclass(frozen=True)
class Deed:
    """A line of a history."""

    time: str
    action: str
    release: str
    by: str
    seconds: str


def record(service: Service, action: str, release: str, **more: object) -> None:
    """A host that cannot write its history, as when its disk is full, still deploys."""
    entry = {"time": now(), "action": action, "release": release, **more}
    line = service.host.scrubber.scrub(json.dumps(entry)) + "\n"
    try:
        with open(service.path("history.jsonl"), "ab+") as file:
            # A line that a crash cut short stays alone.
            end = file.seek(0, os.SEEK_END)
            if end > 0:
                file.seek(end - 1)
                line = line if file.read() == b"\n" else "\n" + line
            file.write(line.encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as fault:
        service.host.say(f"{service.name}: its history could not be written: {fault}")


def read_history(service: Service) -> list[Deed]:
    """Oldest first."""
    try:
        lines = read_text(service.path("history.jsonl")).splitlines()
    except FileNotFoundError:
        return []
    return [deed for deed in map(parse_deed, lines) if deed is not None]


def parse_deed(line: str) -> Deed | None:
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    if not isinstance(entry, dict) or not {"time", "action", "release"} <= entry.keys():
        return None
    names = ("time", "action", "release", "by", "seconds")
    return Deed(*(str(entry.get(name, "-")) for name in names))
