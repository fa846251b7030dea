"""What can be done to a service, by whoever holds its lock."""

import os

from .activation import activate
from .compose import compose
from .docker import containers_of
from .files import make_directory
from .folders import remove_folder, remove_left_over
from .host import STACKS
from .indent import indent
from .known_secrets import learn_secrets
from .payload import Payload
from .refused import Refused
from .retention import remove_unused_files
from .run import run
from .secret_values import say
from .staging import stage
from .strangers import refuse_folder, refuse_strangers
from .tidying import tidying
from .unneeded_images import remove_unneeded_images


def apply(service, request):
    payload = Payload(service.name, request["payload"])
    refuse_strangers(service)
    # Hands may read everything but the secrets, whose own folders are closed.
    make_directory(service.path("releases"))
    make_directory(service.path("files"), 0o711)
    with tidying(service):
        for folder in (service.root, service.path("releases"), service.path("files")):
            remove_left_over(folder)
    learn_secrets(service)
    try:
        release = stage(service, payload)
    except BaseException:
        with tidying(service):
            remove_unused_files(service)
        raise
    activate(service, release, "apply", request["by"], payload.generation)


def rollback(service, request):
    learn_secrets(service)
    running = service.state().get("release")
    releases = [manifest["release"] for manifest in service.healthy_releases()]
    release = request["release"] or next((each for each in releases if each != running), None)
    if release is None:
        raise Refused(f"{service.name} has no release to go back to.")
    if release not in releases:
        kept = ", ".join(releases) or "none"
        raise Refused(f"{service.name} has no release {release}; kept are: {kept}.")
    activate(service, release, "rollback", request["by"], "")


def remove(service, _request):
    learn_secrets(service)
    refuse_folder(service)
    if os.path.exists(service.path("compose.yaml")):
        compose(service, service.root, "down", "--remove-orphans")
    # Also without its files: what carries its name must not stay behind.
    left = [container["Id"] for container in containers_of(service)]
    if left:
        removed = run(["docker", "rm", "--force", *left])
        if removed.returncode != 0:
            raise Refused(f"containers of {service.name} could not be removed.\n{indent(removed.stderr)}")
    try:
        remove_folder(service.root)
        remove_left_over(STACKS, service.name)
    except OSError as fault:
        raise Refused(f"not all files of {service.name} could be removed: {fault}") from None
    say(f"{service.name}: removed; its volumes are kept")
    with tidying(service):
        remove_unneeded_images()


TRANSACTIONS = {"apply": apply, "rollback": rollback, "remove": remove}
