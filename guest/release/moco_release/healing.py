"""Restarts containers that do not get healthy by themselves: with growing pauses, and a budget that ends."""

import os
import time
from dataclasses import dataclass

from . import Refused
from .docker import Container, Project
from .files import make_directory, read_json, write_json
from .host import Host, indent, is_held, run, service_lock
from .store import Service, all_services, record

# Minutes between one restart and the next: what they need may be away for two hours, and costs eight restarts.
PAUSES = (0, 1, 2, 4, 8, 16, 32, 60)
# Minutes of health after which earlier restarts count no more.
FORGOTTEN_AFTER = 10
# journald takes the line for an error.
ERROR = "<3>"


@dataclass(frozen=True)
class Patient:
    """What was done for a container so far. Times are the clock's, in seconds."""

    restarts: int = 0
    last: float = 0
    healthy_since: float = 0
    given_up: bool = False


def heal(host: Host, clock: float | None = None) -> None:
    """Looks once at every container of every service; a timer calls it."""
    now = time.time() if clock is None else clock
    make_directory(host.run_folder, 0o700)
    path = os.path.join(host.run_folder, ".healing.json")
    known = {id: Patient(**patient) for id, patient in (read_json(path) or {}).items()}
    # A container that is gone is forgotten: a new release has a budget of its own.
    seen: dict[str, Patient] = {}
    for service in all_services(host):
        # Whoever deploys judges health himself.
        if is_held(host, service.name):
            continue
        for container in containers_of(host, service.project):
            seen[container.id] = look_after(service, container, known.get(container.id, Patient()), now)
    write_json(path, {id: vars(patient) for id, patient in seen.items() if patient != Patient()})


def containers_of(host: Host, project: Project) -> list[Container]:
    try:
        return [container for container in project.containers() if container.role and not container.one_off]
    except Refused as fault:
        host.say(f"{ERROR}{project.name}: {fault}")
        return []


def look_after(service: Service, container: Container, patient: Patient, now: float) -> Patient:
    if container.health == "healthy":
        return recovered(patient, now)
    if container.status != "running" or container.health != "unhealthy":
        return patient
    if patient.given_up:
        return patient
    name = container.name.lstrip("/")
    if patient.restarts >= len(PAUSES):
        service.host.say(
            f"{ERROR}{service.name}: {name} is unhealthy after {patient.restarts} restarts and is left alone now. "
            f"Mend what it needs, then: docker restart {name}{last_probe(container)}"
        )
        return Patient(patient.restarts, patient.last, given_up=True)
    if now - patient.last < PAUSES[patient.restarts] * 60:
        return Patient(patient.restarts, patient.last)
    return restart(service, container, patient, now)


def recovered(patient: Patient, now: float) -> Patient:
    if patient == Patient():
        return patient
    since = patient.healthy_since or now
    if now - since >= FORGOTTEN_AFTER * 60:
        return Patient()
    return Patient(patient.restarts, patient.last, since)


def restart(service: Service, container: Container, patient: Patient, now: float) -> Patient:
    name = container.name.lstrip("/")
    number = patient.restarts + 1
    service.host.say(
        f"<4>{service.name}: {name} is unhealthy; restart {number} of {len(PAUSES)}{last_probe(container)}"
    )
    with service_lock(service.host, service.name, "heal", "moco-healing"):
        # Its own signal and grace period are Docker's to keep.
        done = run(["docker", "restart", container.id])
    if done.returncode != 0:
        service.host.say(f"{ERROR}{service.name}: {name} could not be restarted.\n{indent(done.stderr)}")
    record(service, "heal", service.state().release or "-", by="moco-healing", container=name)
    return Patient(number, now)


def last_probe(container: Container) -> str:
    if container.last_probe is None:
        return ""
    exit_code, output = container.last_probe
    return f"\nits last health check ended with {exit_code}:\n{indent(output)}" if output.strip() else ""
