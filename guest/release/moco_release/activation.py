"""Makes a staged release run, or undoes it."""

import time

from .bring_up import bring_up
from .failure_report import report_failure
from .history import record
from .images import pull_missing
from .put_back import put_back
from .refused import Refused
from .retention import discard, prune
from .secret_values import say
from .switch import switch
from .tidying import tidying
from .unneeded_images import remove_unneeded_images


def activate(service, release, action, asked_by, generation):
    state = service.state()
    # After a transaction that was cut off, what ran before it is still the release to go back to.
    interrupted = state.get("status") == "deploying"
    running = state.get("previous") if interrupted else state.get("release")
    if running is not None and service.manifest(running) is None:
        running = None
    unchanged = running == release and not interrupted
    started = time.monotonic()
    if not unchanged:
        prepare(service, release)
        service.set_state(status="deploying", release=release, previous=running)
    fault = attempt(service, release)
    facts = {"by": asked_by, "generation": generation, "seconds": round(time.monotonic() - started)}
    if fault is not None:
        give_up(service, release, running, unchanged, fault, facts)
    service.set_manifest({**service.manifest(release), "lastUsed": time.time()})
    if state.get("status") != "running" or not unchanged:
        service.set_state(status="running", release=release)
    if not unchanged:
        record(service, action, release, **facts)
    say(f"{service.name}: release {release} is {'running and healthy already' if unchanged else 'healthy'}")
    with tidying(service):
        prune(service, release)
        remove_unneeded_images()


def prepare(service, release):
    try:
        pull_missing(service, release)
    except Refused:
        with tidying(service):
            discard(service, release)
        raise


def attempt(service, release):
    """What is wrong with the release, if anything is."""
    try:
        switch(service, release)
        up = bring_up(service, service.manifest(release))
        return None if up.returncode == 0 else report_failure(service, up)
    except (OSError, Refused) as fault:
        return str(fault)


def give_up(service, release, running, unchanged, fault, facts):
    if running == release:
        # There is nothing better to go back to, and half of it may still serve.
        service.set_state(status="failed", release=release)
        ran = "runs unchanged" if unchanged else "ran before"
        raise Refused(f"release {release} {ran} and is no longer healthy.\n{fault}")
    outcome = put_back(service, running, release)
    record(service, "failed", release, **facts)
    with tidying(service):
        discard(service, release)
    raise Refused(f"release {release} did not get healthy.\n{fault}\n{outcome}")
