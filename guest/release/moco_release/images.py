"""Images of releases, and bringing them."""

from .compose import ask_images, compose
from .indent import indent
from .pulled_images import pulled_images
from .refused import Refused
from .run import run
from .secret_values import say


def images_of(service, manifest):
    """A release that was staged by a version that recorded none is asked for them."""
    if "images" in manifest:
        return manifest["images"]
    return ask_images(service, service.path("releases", manifest["release"]))


def pull_missing(service, release):
    images = images_of(service, service.manifest(release))
    missing = [image for image in images if image_id(image) is None]
    if not missing:
        return
    say(f"pulling {', '.join(missing)}")
    # Before they come: a transaction that is cut off must not leave one that nobody removes.
    with pulled_images() as known:
        known.update(missing)
    pulled = compose(service, service.path("releases", release), "pull", "--policy", "missing")
    if pulled.returncode != 0:
        raise Refused(f"images could not be pulled; nothing was changed.\n{indent(pulled.stderr)}")


def image_id(image):
    """None where it is not there."""
    inspected = run(["docker", "image", "inspect", "--format", "{{.Id}}", image])
    return inspected.stdout.strip() if inspected.returncode == 0 else None
