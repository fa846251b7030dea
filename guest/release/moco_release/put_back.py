"""Undoes a release that did not get healthy."""

from .bring_up import bring_up
from .compose import compose
from .failure_report import report_failure
from .history import record
from .indent import indent
from .refused import Refused
from .switch import switch, switch_off


def put_back(service, previous, failed):
    """Returns the sentence that says what runs now."""
    try:
        return take_down(service) if previous is None else return_to(service, previous, failed)
    except (OSError, Refused) as fault:
        # The state still tells of a transaction under way: the next one starts from there.
        return f"What ran before it could NOT be put back: {fault}"


def take_down(service):
    down = compose(service, service.root, "down", "--remove-orphans")
    switch_off(service)
    service.set_state(status="none")
    if down.returncode != 0:
        return f"There is no release before it, and its containers could not be removed:\n{indent(down.stderr)}"
    return "There is no release before it; its containers were removed again."


def return_to(service, previous, failed):
    switch(service, previous)
    up = bring_up(service, service.manifest(previous))
    if up.returncode == 0:
        service.set_state(status="running", release=previous)
        return f"The release before it, {previous}, was put back and is healthy."
    service.set_state(status="failed", release=previous)
    record(service, "put back failed", previous, instead_of=failed)
    return (
        f"The release before it, {previous}, was put back and is NOT healthy either.\n"
        f"{report_failure(service, up)}"
    )
