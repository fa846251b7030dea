"""What an operator would look up next."""

from .docker import containers_of, is_well
from .indent import indent
from .run import run

LAST_LINES = 20


def report_failure(service, up):
    unwell = [container for container in containers_of(service) if not is_well(container)]
    parts = [f"Docker Compose says:\n{indent(up.stderr or up.stdout)}"]
    parts += [last_words(container) for container in unwell]
    return "\n".join(parts)


def last_words(container):
    name = container["Name"].lstrip("/")
    probes = (container["State"].get("Health") or {}).get("Log") or []
    parts = [f"  {name} is {describe(container)}"]
    if probes:
        parts.append(f"  its last health check ended with {probes[-1]['ExitCode']}:")
        parts.append(indent(probes[-1]["Output"]) or "    (it said nothing)")
    logs = run(["docker", "logs", "--tail", str(LAST_LINES), container["Id"]])
    words = indent(logs.stdout + logs.stderr)
    parts.append(f"  its last words:\n{words}" if words else "  it said nothing")
    return "\n".join(parts)


def describe(container):
    state = container["State"]
    health = state.get("Health") or {}
    described = state["Status"]
    if state["Status"] in ("exited", "restarting", "dead"):
        described += f" with exit code {state['ExitCode']}"
    if state.get("OOMKilled"):
        described += ", out of memory"
    if health:
        described += f", {health['Status']}"
    if container.get("RestartCount"):
        described += f", restarted {container['RestartCount']} times"
    if state.get("Error"):
        described += f": {state['Error']}"
    return described
