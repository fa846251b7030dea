"""What an operator would look up next."""

import subprocess

from .docker import Container, Project
from .host import indent, run

LAST_LINES = 20


def report_failure(project: Project, up: subprocess.CompletedProcess[str]) -> str:
    unwell = [container for container in project.containers() if not container.is_well()]
    parts = [f"Docker Compose says:\n{indent(up.stderr or up.stdout)}"]
    parts += [last_log_lines(container) for container in unwell]
    return "\n".join(parts)


def last_log_lines(container: Container) -> str:
    parts = [f"  {container.name.lstrip('/')} is {describe(container)}"]
    if container.last_probe is not None:
        exit_code, output = container.last_probe
        parts.append(f"  its last health check ended with {exit_code}:")
        parts.append(indent(output) or "    (it printed nothing)")
    logs = run(["docker", "logs", "--tail", str(LAST_LINES), container.id])
    lines = indent(logs.stdout + logs.stderr)
    parts.append(f"  its last log lines:\n{lines}" if lines else "  it logged nothing")
    return "\n".join(parts)


def describe(container: Container) -> str:
    described = container.status
    if container.status in ("exited", "restarting", "dead"):
        described += f" with exit code {container.exit_code}"
    if container.out_of_memory:
        described += ", out of memory"
    if container.health is not None:
        described += f", {container.health}"
    if container.restarts:
        described += f", restarted {container.restarts} times"
    if container.error:
        described += f": {container.error}"
    return described
