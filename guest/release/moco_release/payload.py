"""What `apply` reads on standard input."""

import json

from .names import NAME, OWNER, SECRET_NAME
from .refused import Refused
from .secret_values import SCRUBBER


class Payload:
    """{service, generation, waitSeconds, owners, files, secrets}

    files:   compose.yaml, config/<container>/<path>, reloaded/<container>/<path>
    secrets: <container>/<name>
    owners:  <container> -> uid:gid
    """

    def __init__(self, service, text):
        try:
            data = json.loads(text)
        except ValueError:
            raise Refused("the payload on standard input is not JSON. Call this through Pulumi.") from None
        if not isinstance(data, dict) or data.get("service") != service:
            raise Refused(f"the payload on standard input is not for the service {service}.")
        self.generation = str(data.get("generation", ""))
        self.wait_seconds = int(data.get("waitSeconds", 120))
        self.owners = {}
        for container, owner in data.get("owners", {}).items():
            match = OWNER.fullmatch(owner)
            if not NAME.fullmatch(container) or not match:
                raise Refused(f"the payload's owner of {container!r} is not uid:gid.")
            self.owners[container] = (int(match[1]), int(match[2]))
        files = dict(data.get("files", {}))
        if "compose.yaml" not in files:
            raise Refused("the payload has no compose.yaml.")
        self.compose = files.pop("compose.yaml")
        self.config = {}
        self.reloaded = {}
        for path, content in files.items():
            kind, container, inner = self._parse_path(path)
            kept = {"config": self.config, "reloaded": self.reloaded}.get(kind)
            if kept is None:
                raise Refused(f"the payload's file {path!r} is neither config/ nor reloaded/.")
            kept.setdefault(container, {})[inner] = content
        self.secrets = {}
        for path, value in data.get("secrets", {}).items():
            container, _, name = path.partition("/")
            if container not in self.owners or not SECRET_NAME.fullmatch(name):
                raise Refused(f"the payload's secret {path!r} is not <container>/<name>.")
            self.secrets.setdefault(container, {})[name] = value
            SCRUBBER.add(value)

    def _parse_path(self, path):
        parts = path.split("/")
        plain = all(part not in ("", ".", "..") and "\0" not in part for part in parts)
        if len(parts) < 3 or not plain or parts[1] not in self.owners:
            raise Refused(f"the payload's file {path!r} is not <kind>/<container>/<path>.")
        return parts[0], parts[1], "/".join(parts[2:])
