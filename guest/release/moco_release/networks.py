"""Networks that containers join while they run: nobody waits for a restart because a neighbour came."""

from . import Refused
from .docker import Container, Endpoint, Project
from .host import indent, run
from .payload import Attachment, Attachments

# Kept by Docker with the container's place on the network: what a hand or Compose connected has none.
MARK = "moco.attached"


def refuse_missing(attachments: Attachments) -> None:
    """A container that does not run is connected to any name, and then does not start."""
    names = sorted({each.network for attached in attachments.values() for each in attached})
    found = run(["docker", "network", "inspect", "--format", "{{.Name}}", *names])
    if found.returncode != 0:
        raise Refused(f"not all networks are there that its containers join.\n{indent(found.stderr)}")


def attach(project: Project, attachments: Attachments) -> None:
    """Connects what is missing, and disconnects what was connected here and is wanted no more."""
    for container in project.containers():
        if not container.one_off:
            attach_container(container, attachments.get(container.role, ()))


def attach_container(container: Container, wanted: tuple[Attachment, ...]) -> None:
    missing = [each for each in wanted if not is_attached(container, each)]
    wanted_networks = {each.network for each in wanted}
    missing_networks = {each.network for each in missing}
    left = [
        network
        for network, endpoint in container.endpoints.items()
        # What is joined under another name, or only half, is joined anew.
        if network in missing_networks or (MARK in endpoint.options and network not in wanted_networks)
    ]
    if (left or missing) and any(is_half(container, endpoint) for endpoint in container.endpoints.values()):
        # Docker forgets a half connection while the container does not run; Compose starts it again.
        run(["docker", "stop", container.id])
    for network in left:
        tell(container, network, "disconnect")
    for network, alias in missing:
        tell(container, network, "connect", "--alias", alias, "--driver-opt", f"{MARK}=true")


def is_attached(container: Container, attachment: Attachment) -> bool:
    endpoint = container.endpoints.get(attachment.network)
    return endpoint is not None and attachment.alias in endpoint.aliases and not is_half(container, endpoint)


def is_half(container: Container, endpoint: Endpoint) -> bool:
    """Where connecting failed, Docker tries again at each start, and does not start without that network."""
    return not endpoint.connected and container.status not in ("created", "exited")


def tell(container: Container, network: str, action: str, *options: str) -> None:
    told = run(["docker", "network", action, *options, network, container.id])
    if told.returncode != 0:
        name = container.name.lstrip("/")
        raise Refused(f"Docker does not {action} {name} and the network {network}.\n{indent(told.stderr)}")
