"""A service on this host: its folder, its state and its releases."""

import os

from .files import read_json, write_json
from .host import STACKS
from .names import NAME, RELEASE
from .now import now


class Service:
    def __init__(self, name):
        self.name = name
        self.root = os.path.join(STACKS, name)

    def path(self, *parts):
        return os.path.join(self.root, *parts)

    def exists(self):
        return os.path.isdir(self.root)

    def state(self):
        return read_json(self.path("state.json"), {})

    def set_state(self, **state):
        write_json(self.path("state.json"), {**state, "since": now()})

    def manifest(self, release):
        if not RELEASE.fullmatch(release):
            return None
        return read_json(self.path("releases", release, "release.json"), None)

    def set_manifest(self, manifest):
        write_json(self.path("releases", manifest["release"], "release.json"), manifest)

    def releases(self):
        """Manifests, newest first; last are those that were never healthy."""
        folder = self.path("releases")
        names = os.listdir(folder) if os.path.isdir(folder) else []
        found = [manifest for manifest in map(self.manifest, names) if manifest is not None]
        return sorted(found, key=lambda manifest: manifest["lastUsed"], reverse=True)

    def healthy_releases(self):
        """Newest first. A transaction that was cut off leaves releases that nobody knows to work."""
        return [manifest for manifest in self.releases() if manifest["lastUsed"]]


def all_services():
    names = sorted(os.listdir(STACKS)) if os.path.isdir(STACKS) else []
    return [service for service in map(Service, filter(NAME.fullmatch, names)) if service.exists()]
