"""Images that no release needs any more would fill the disk."""

from .docker import image_ids_in_use
from .images import image_id, images_of
from .indent import indent
from .pulled_images import pulled_images
from .run import run
from .secret_values import say
from .store import all_services


def remove_unneeded_images():
    """Of those that were pulled for releases; never one that a kept release or a container uses."""
    with pulled_images() as pulled:
        needed = needed_images()
        unneeded = pulled - needed
        if not unneeded:
            return
        # By id as well: one image may have several names.
        protected = image_ids_in_use() | {image_id(image) for image in needed}
        pulled.difference_update([image for image in sorted(unneeded) if is_gone(image, protected)])


def needed_images():
    """What kept releases of all services name, those included that are only being staged."""
    return {
        image
        for service in all_services()
        for manifest in service.releases()
        for image in images_of(service, manifest)
    }


def is_gone(image, protected):
    """Removes it unless it is needed; one that stays is looked at again next time."""
    found = image_id(image)
    if found is None:
        return True
    if found in protected:
        return False
    # Without --force Docker refuses what a container uses; its untagged parents are not ours.
    removed = run(["docker", "image", "rm", "--no-prune", image])
    if removed.returncode != 0:
        say(f"image {image} could not be removed:\n{indent(removed.stderr)}")
        return False
    say(f"removed image {image}, which no release needs any more")
    return True
