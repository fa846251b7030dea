"""Which releases are kept: the running one and those that one may want to go back to."""

import os

from .folders import remove_folder

KEPT_RELEASES = 5


def prune(service, running):
    """After a release became healthy."""
    others = [manifest for manifest in service.healthy_releases() if manifest["release"] != running]
    kept = {running, *(manifest["release"] for manifest in others[: KEPT_RELEASES - 1])}
    for manifest in service.releases():
        if manifest["release"] not in kept:
            remove_folder(service.path("releases", manifest["release"]))
    remove_unused_files(service)


def discard(service, release):
    """Forgets a release that never was healthy; one that was stays for the next attempt."""
    if not service.manifest(release)["lastUsed"]:
        remove_folder(service.path("releases", release))
        remove_unused_files(service)


def remove_unused_files(service):
    used = {folder for manifest in service.releases() for folder in manifest["folders"]}
    root = service.path("files")
    for folder in os.listdir(root) if os.path.isdir(root) else []:
        if folder not in used:
            remove_folder(os.path.join(root, folder))
