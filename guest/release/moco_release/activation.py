"""Makes a staged release run, or rolls it back."""

import dataclasses
import subprocess
import time

from . import Refused
from .docker import pull_missing, remove_unneeded_images
from .failure_report import report_failure
from .host import indent
from .networks import attach, refuse_missing
from .staging import discard, prune, switch, switch_off
from .store import Release, Service, needed_images, record


def activate(service: Service, release: Release, action: str, asked_by: str, generation: str) -> None:
    host = service.host
    state = service.state()
    # After a transaction that was cut off, what ran before it is still the release to go back to.
    interrupted = state.status == "deploying"
    before = state.previous if interrupted else state.release
    running = None if before is None else service.release(before)
    runs_already = running is not None and running.id == release.id
    unchanged = runs_already and not interrupted
    started = time.monotonic()
    if not unchanged:
        prepare(service, release)
        service.set_state("deploying", release.id, previous=None if running is None else running.id)
    fault = attempt(service, release)
    facts = {"by": asked_by, "generation": generation, "seconds": round(time.monotonic() - started)}
    if fault is not None and runs_already:
        # There is nothing better to go back to, and half of it may still serve.
        service.set_state("failed", release.id)
        ran = "runs unchanged" if unchanged else "ran before"
        raise Refused(f"release {release.id} {ran} and is no longer healthy.\n{fault}")
    if fault is not None:
        outcome = put_back(service, running, release)
        record(service, "failed", release.id, **facts)
        with host.tidying(service.name):
            discard(service, release)
        raise Refused(f"release {release.id} did not get healthy.\n{fault}\n{outcome}")
    service.set_release(dataclasses.replace(release, last_used=time.time()))
    if state.status != "running" or not unchanged:
        service.set_state("running", release.id)
    if not unchanged:
        record(service, action, release.id, **facts)
    host.say(f"{service.name}: release {release.id} is {'running and healthy already' if unchanged else 'healthy'}")
    with host.tidying(service.name):
        prune(service, release)
        remove_unneeded_images(host, lambda: needed_images(host))


def prepare(service: Service, release: Release) -> None:
    try:
        folder = service.release_path(release.id)
        pull_missing(service.host, service.project, folder, service.images_of(release))
    except Refused:
        with service.host.tidying(service.name):
            discard(service, release)
        raise


def attempt(service: Service, release: Release) -> str | None:
    """What is wrong with the release, if anything is."""
    try:
        switch(service, release)
        up = bring_up(service, release)
        return None if up.returncode == 0 else report_failure(service.project, up)
    except (OSError, Refused) as fault:
        return str(fault)


def bring_up(service: Service, release: Release) -> subprocess.CompletedProcess[str]:
    """Networks come before the start: a container that is made anew is reached as soon as it runs."""
    if release.attachments:
        refuse_missing(release.attachments)
        made = service.project.make()
        if made.returncode != 0:
            return made
    attach(service.project, release.attachments)
    return service.project.bring_up(release.wait_seconds)


def put_back(service: Service, previous: Release | None, failed: Release) -> str:
    """Rolls a release back that did not get healthy; returns the sentence that says what runs now."""
    try:
        return take_down(service) if previous is None else return_to(service, previous, failed)
    except (OSError, Refused) as fault:
        # The state still tells of a transaction under way: the next one starts from there.
        return f"What ran before it could NOT be put back: {fault}"


def take_down(service: Service) -> str:
    down = service.project.take_down()
    switch_off(service)
    service.set_state("none")
    if down.returncode != 0:
        said = indent(down.stderr)
        return f"There is no release before it, and its containers could not be removed:\n{said}"
    return "There is no release before it; its containers were removed again."


def return_to(service: Service, previous: Release, failed: Release) -> str:
    switch(service, previous)
    up = bring_up(service, previous)
    if up.returncode == 0:
        service.set_state("running", previous.id)
        return f"The release before it, {previous.id}, was put back and is healthy."
    service.set_state("failed", previous.id)
    record(service, "put back failed", previous.id, instead_of=failed.id)
    return (
        f"The release before it, {previous.id}, was put back and is NOT healthy either.\n"
        f"{report_failure(service.project, up)}"
    )
