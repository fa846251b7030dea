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
    networks = {each.network for each in wanted}
    for network, endpoint in container.endpoints.items():
        if MARK in endpoint.options and network not in networks:
            disconnect(container, network)
    for each in missing:
        # Under another name, or only half.
        if each.network in container.endpoints:
            disconnect(container, each.network)
        connect(container, each)


def is_attached(container: Container, attachment: Attachment) -> bool:
    endpoint = container.endpoints.get(attachment.network)
    return endpoint is not None and attachment.alias in endpoint.aliases and not is_half(container, endpoint)


def is_half(container: Container, endpoint: Endpoint) -> bool:
    """Docker keeps a network that it could not connect, and without it the container would not start again."""
    return not endpoint.connected and container.status not in ("created", "exited")


def connect(container: Container, attachment: Attachment) -> None:
    options = ["--alias", attachment.alias, "--driver-opt", f"{MARK}=true"]
    tell(container, attachment.network, "connect", *options)


def disconnect(container: Container, network: str) -> None:
    if is_half(container, container.endpoints[network]):
        # Docker forgets it while the container does not run; Compose starts it again.
        run(["docker", "stop", container.id])
    tell(container, network, "disconnect")


def tell(container: Container, network: str, action: str, *options: str) -> None:
    told = run(["docker", "network", action, *options, network, container.id])
    if told.returncode != 0:
        name = container.name.lstrip("/")
        raise Refused(f"Docker does not {action} {name} and the network {network}.\n{indent(told.stderr)}")
