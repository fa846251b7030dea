"""Puts a release's files on the host without touching what runs."""

import os

from .compose import ask_images
from .files import make_directory, write_file, write_json
from .fingerprint import fingerprint
from .folders import new_folder, remove_folder
from .images_lock import images_lock
from .now import now


def stage(service, payload):
    """Returns the release's id."""
    dotenv = ""
    folders = []
    for container in sorted(payload.owners):
        config = payload.config.get(container, {})
        values = payload.secrets.get(container, {})
        if not config and not values:
            continue
        owner = payload.owners[container]
        folder = f"{container}-{fingerprint([config, values, owner])}"
        stage_files(service.path("files", folder), config, values, owner)
        folders.append(folder)
        dotenv += f"FILES_{container.replace('-', '_')}={folder}\n"
    release = fingerprint([payload.compose, dotenv, payload.reloaded])
    manifest = service.manifest(release)
    if manifest is None:
        remove_folder(service.path("releases", release))
        stage_release(service, release, payload, dotenv, folders)
    elif manifest["waitSeconds"] != payload.wait_seconds:
        service.set_manifest({**manifest, "waitSeconds": payload.wait_seconds})
    return release


def stage_files(path, config, values, owner):
    if os.path.isdir(path):
        return
    with new_folder(path) as folder:
        write_files(os.path.join(folder, "config"), config, 0o444)
        if values:
            inside = os.path.join(folder, "secrets")
            os.mkdir(inside, 0o700)
            for name, value in values.items():
                write_file(os.path.join(inside, name), value, 0o400, owner)
            os.chown(inside, *owner)
            os.chmod(inside, 0o500)


def stage_release(service, release, payload, dotenv, folders):
    # From the moment that it has its name nobody removes its images.
    with images_lock(), new_folder(service.path("releases", release)) as folder:
        write_file(os.path.join(folder, "compose.yaml"), payload.compose, 0o644)
        write_file(os.path.join(folder, ".env"), dotenv, 0o644)
        for container, files in payload.reloaded.items():
            write_files(os.path.join(folder, "reloaded", container), files, 0o644)
        manifest = {
            "release": release,
            "created": now(),
            # When it was last healthy.
            "lastUsed": 0,
            "waitSeconds": payload.wait_seconds,
            "folders": folders,
            "images": ask_images(service, folder),
        }
        write_json(os.path.join(folder, "release.json"), manifest)


def write_files(folder, files, mode):
    for path, content in files.items():
        target = os.path.join(folder, path)
        make_directory(os.path.dirname(target))
        write_file(target, content, mode)
