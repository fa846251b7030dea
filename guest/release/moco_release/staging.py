"""A release's files: put on the host without touching what runs, made the current ones, removed again."""

import dataclasses
import os
import shutil

from .files import (
    files_below,
    link_to,
    make_directory,
    names_in,
    new_folder,
    read_text,
    remove_folder,
    write_file,
    write_json,
)
from .host import images_lock, now
from .payload import ContainerFiles, Payload, render_attachments
from .secret_values import fingerprint
from .store import Release, Service, render_release

KEPT_RELEASES = 5
LINKS = ("compose.yaml", ".env")


def stage(service: Service, payload: Payload) -> Release:
    stacks = service.host.stacks
    dotenv = ""
    folders = []
    for name, container in sorted(payload.containers.items()):
        if not container.config and not container.secrets:
            continue
        content = [container.config, container.secrets, container.owner]
        folder = f"{name}-{fingerprint(stacks, content)}"
        stage_files(service.path("files", folder), container)
        folders.append(folder)
        dotenv += f"FILES_{name.replace('-', '_')}={folder}\n"
    reloaded = {name: each.reloaded for name, each in payload.containers.items() if each.reloaded}
    parts: list[object] = [payload.compose, dotenv, reloaded]
    # Without any it is called as it was when there were none.
    if payload.attachments:
        parts.append(render_attachments(payload.attachments))
    release_id = fingerprint(stacks, parts)
    release = service.release(release_id)
    if release is None:
        remove_folder(service.release_path(release_id))
        return stage_release(service, release_id, payload, dotenv, tuple(folders))
    if release.wait_seconds != payload.wait_seconds:
        release = dataclasses.replace(release, wait_seconds=payload.wait_seconds)
        service.set_release(release)
    return release


def stage_files(path: str, container: ContainerFiles) -> None:
    if os.path.isdir(path):
        return
    with new_folder(path) as folder:
        write_files(os.path.join(folder, "config"), container.config, 0o444)
        if container.secrets:
            inside = os.path.join(folder, "secrets")
            os.mkdir(inside, 0o700)
            for name, value in container.secrets.items():
                write_file(os.path.join(inside, name), value, 0o400, container.owner)
            os.chown(inside, *container.owner)
            os.chmod(inside, 0o500)


def stage_release(
    service: Service, release_id: str, payload: Payload, dotenv: str, folders: tuple[str, ...]
) -> Release:
    # From the moment that it has its name nobody removes its images.
    with images_lock(service.host), new_folder(service.release_path(release_id)) as folder:
        write_file(os.path.join(folder, "compose.yaml"), payload.compose, 0o644)
        write_file(os.path.join(folder, ".env"), dotenv, 0o644)
        for name, container in payload.containers.items():
            write_files(os.path.join(folder, "reloaded", name), container.reloaded, 0o644)
        release = Release(
            id=release_id,
            created=now(),
            last_used=0,
            wait_seconds=payload.wait_seconds,
            folders=folders,
            images=tuple(service.project.images_named_in(folder)),
            attachments=payload.attachments,
        )
        write_json(os.path.join(folder, "release.json"), render_release(release))
    return release


def write_files(folder: str, files: dict[str, str], mode: int) -> None:
    for path, content in files.items():
        target = os.path.join(folder, path)
        make_directory(os.path.dirname(target))
        write_file(target, content, mode)


def switch(service: Service, release: Release) -> None:
    """Makes it the current one: for hands, for boot, and for the programs that watch files."""
    link_to(os.path.join("releases", release.id), service.path("current"))
    for name in LINKS:
        link_to(os.path.join("current", name), service.path(name))
    switch_reloaded(service.release_path(release.id, "reloaded"), service.path("reloaded"))


def switch_off(service: Service) -> None:
    """No release is the current one."""
    for name in (*LINKS, "current"):
        if os.path.lexists(service.path(name)):
            os.unlink(service.path(name))
    shutil.rmtree(service.path("reloaded"), ignore_errors=True)


def switch_reloaded(source: str, target: str) -> None:
    """In place, and what is new before what is old goes: containers have these folders mounted."""
    wanted = files_below(source)
    for path in wanted:
        clear_way(target, path)
        content = read_text(os.path.join(source, path))
        destination = os.path.join(target, path)
        make_directory(os.path.dirname(destination))
        if not has_content(destination, content):
            write_file(destination, content, 0o644)
    for path in set(files_below(target)) - set(wanted):
        os.unlink(os.path.join(target, path))


def clear_way(target: str, path: str) -> None:
    """What is a folder in one release may be a file in the next."""
    folder = target
    for part in os.path.dirname(path).split("/"):
        folder = os.path.join(folder, part)
        if os.path.lexists(folder) and not os.path.isdir(folder):
            os.unlink(folder)
    destination = os.path.join(target, path)
    if os.path.isdir(destination):
        shutil.rmtree(destination)


def has_content(path: str, content: str) -> bool:
    """Compared as bytes: whatever a hand or an editor left there may be no text."""
    try:
        with open(path, "rb") as file:
            return file.read() == content.encode()
    except FileNotFoundError:
        return False


def prune(service: Service, running: Release) -> None:
    """Keeps the running release and those that one may want to go back to."""
    others = [release.id for release in service.healthy_releases() if release.id != running.id]
    kept = {running.id, *others[: KEPT_RELEASES - 1]}
    for release in service.releases():
        if release.id not in kept:
            remove_folder(service.release_path(release.id))
    remove_unused_files(service)


def discard(service: Service, release: Release) -> None:
    """Forgets a release that never was healthy; one that was stays for the next attempt."""
    if not release.last_used:
        remove_folder(service.release_path(release.id))
        remove_unused_files(service)


def remove_unused_files(service: Service) -> None:
    used = {folder for release in service.releases() for folder in release.folders}
    root = service.path("files")
    for folder in names_in(root):
        if folder not in used:
            remove_folder(os.path.join(root, folder))
