#!/usr/bin/python3
"""Deploys Compose services on this host, one release at a time.

Every change is a transaction: files aside, images pulled, containers changed, health awaited. A
release that does not get healthy is undone and the one before it is put back. The transaction runs
in a systemd unit of its own, so it also ends when the session that asked for it is gone.

/opt/stacks/<service>/compose.yaml    the running release; `docker compose` works here by hand
                     /.env            which files its containers see
                     /current         -> releases/<release>
                     /releases/       the last ones: compose.yaml, .env, release.json, reloaded files
                     /files/          what containers see: config and secrets, by content, never changed
                     /reloaded/       what programs watch: changed in place, without a restart
                     /state.json      what runs, and what an interrupted transaction was doing
                     /history.jsonl   who did what when
"""

import argparse
import base64
import datetime
import fcntl
import hashlib
import hmac
import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
import traceback
import urllib.parse

STACKS = "/opt/stacks"
RUN = "/run/moco-release"
KEPT_RELEASES = 5
LAST_LINES = 20
LOCK_PATIENCE_SECONDS = 1800

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
SECRET_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
OWNER = re.compile(r"([0-9]{1,10}):([0-9]{1,10})")


class Refused(Exception):
    """Ends the command with this text and exit code 1."""


# --- files -----------------------------------------------------------------------------------------


def fsync_directory(path):
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_file(path, text, mode=0o600, owner=None):
    """Whole or not at all: written beside, flushed, renamed."""
    beside = f"{path}.{secrets.token_hex(4)}.new"
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            if owner is not None:
                os.fchown(file.fileno(), *owner)
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        os.rename(beside, path)
    except BaseException:
        if os.path.lexists(beside):
            os.unlink(beside)
        raise
    fsync_directory(os.path.dirname(path))


def link_to(target, path):
    beside = f"{path}.{secrets.token_hex(4)}.new"
    os.symlink(target, beside)
    os.rename(beside, path)
    fsync_directory(os.path.dirname(path))


def read_text(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def read_json(path, otherwise):
    try:
        return json.loads(read_text(path))
    except FileNotFoundError:
        return otherwise


def make_directory(path, mode=0o700):
    os.makedirs(path, mode=mode, exist_ok=True)


def files_below(root):
    found = {}
    for folder, _, names in os.walk(root):
        for name in names:
            path = os.path.join(folder, name)
            found[os.path.relpath(path, root)] = read_text(path)
    return found


def now():
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


# --- output that never shows a secret --------------------------------------------------------------


class Scrubber:
    """Takes secret values out of a text, in the spellings that programs print them in."""

    def __init__(self):
        self._words = set()

    def add(self, value):
        lines = [line for line in value.splitlines() if len(line) >= 8]
        for word in [value, value.strip(), *lines]:
            if len(word) < 4:
                continue
            self._words.add(word)
            self._words.add(json.dumps(word)[1:-1])
            self._words.add(urllib.parse.quote(word, safe=""))
            self._words.add(urllib.parse.quote_plus(word))
            self._words.add(base64.b64encode(word.encode()).decode().rstrip("="))
            self._words.add(base64.urlsafe_b64encode(word.encode()).decode().rstrip("="))

    def scrub(self, text):
        for word in sorted(self._words, key=len, reverse=True):
            text = text.replace(word, "[secret]")
        return text


SCRUBBER = Scrubber()


def say(text):
    print(SCRUBBER.scrub(text), flush=True)


def run(arguments, timeout=None):
    """Runs a program; its output comes back and is never passed through unseen."""
    try:
        return subprocess.run(
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(arguments, 124, "", f"no answer in {timeout} seconds")


# --- payload ---------------------------------------------------------------------------------------


class Payload:
    """What `apply` reads: {service, generation, waitSeconds, owners, files, secrets}.

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
        self.service = service
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


# --- a service on this host ------------------------------------------------------------------------


class Service:
    def __init__(self, name):
        self.name = name
        self.root = os.path.join(STACKS, name)

    def path(self, *parts):
        return os.path.join(self.root, *parts)

    def exists(self):
        return os.path.isdir(self.root)

    def state(self):
        return read_json(self.path("state.json"), {})

    def set_state(self, **state):
        write_file(self.path("state.json"), json.dumps({**state, "since": now()}) + "\n", 0o644)

    def record(self, action, release, **more):
        entry = {"time": now(), "action": action, "release": release, **more}
        line = SCRUBBER.scrub(json.dumps(entry)) + "\n"
        with open(self.path("history.jsonl"), "a", encoding="utf-8") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())

    def history(self):
        try:
            lines = read_text(self.path("history.jsonl")).splitlines()
        except FileNotFoundError:
            return []
        return [json.loads(line) for line in lines if line.endswith("}")]

    def releases(self):
        """Newest first."""
        found = []
        for release in os.listdir(self.path("releases")) if self.exists() else []:
            manifest = read_json(self.path("releases", release, "release.json"), None)
            if manifest is not None:
                found.append(manifest)
        return sorted(found, key=lambda manifest: manifest["lastUsed"], reverse=True)

    def manifest(self, release):
        return read_json(self.path("releases", release, "release.json"), None)

    def compose(self, *arguments, release=None):
        """Docker Compose on one release, or on the running one through its stable paths."""
        folder = self.root if release is None else self.path("releases", release)
        command = ["docker", "compose", "--project-name", self.name, "--project-directory", self.root]
        command += ["--env-file", os.path.join(folder, ".env"), "-f", os.path.join(folder, "compose.yaml")]
        return run([*command, "--ansi", "never", "--progress", "quiet", *arguments])

    def containers(self):
        """What Docker knows of this service's containers."""
        filter_ = f"label=com.docker.compose.project={self.name}"
        ids = run(["docker", "ps", "-aq", "--no-trunc", "--filter", filter_]).stdout.split()
        if not ids:
            return []
        inspected = run(["docker", "inspect", *ids]).stdout
        return sorted(json.loads(inspected or "[]"), key=lambda container: container["Name"])


def is_well(container):
    state = container["State"]
    health = state.get("Health") or {"Status": "healthy"}
    return state["Status"] == "running" and health["Status"] == "healthy"


def salt():
    """Keeps a fingerprint of a secret from being used to guess it."""
    path = os.path.join(STACKS, ".salt")
    if not os.path.exists(path):
        make_directory(STACKS, 0o755)
        write_file(path, secrets.token_hex(32), 0o400)
    return read_text(path).encode()


def fingerprint(data):
    text = json.dumps(data, sort_keys=True)
    return hmac.new(salt(), text.encode(), hashlib.sha256).hexdigest()[:12]


# --- staging ---------------------------------------------------------------------------------------


def stage(service, payload):
    """Puts the release's files on the host without touching what runs; returns its id."""
    environment = {}
    for container in sorted(payload.owners):
        config = payload.config.get(container, {})
        values = payload.secrets.get(container, {})
        if not config and not values:
            continue
        owner = payload.owners[container]
        folder = f"{container}-{fingerprint([config, values, owner])}"
        stage_files(service, folder, config, values, owner)
        environment[f"FILES_{container.replace('-', '_')}"] = folder
    dotenv = "".join(f"{name}={value}\n" for name, value in environment.items())
    release = fingerprint([payload.compose, dotenv, payload.reloaded])
    final = service.path("releases", release)
    if service.manifest(release) is None:
        shutil.rmtree(final, ignore_errors=True)
        beside = f"{final}.{secrets.token_hex(4)}.new"
        os.mkdir(beside, 0o755)
        write_file(os.path.join(beside, "compose.yaml"), payload.compose, 0o644)
        write_file(os.path.join(beside, ".env"), dotenv, 0o644)
        for container, files in payload.reloaded.items():
            for path, content in files.items():
                target = os.path.join(beside, "reloaded", container, path)
                make_directory(os.path.dirname(target), 0o755)
                write_file(target, content, 0o644)
        manifest = {
            "release": release,
            "created": now(),
            "lastUsed": time.time(),
            "waitSeconds": payload.wait_seconds,
            "folders": sorted(environment.values()),
        }
        write_file(os.path.join(beside, "release.json"), json.dumps(manifest) + "\n", 0o644)
        os.rename(beside, final)
        fsync_directory(service.path("releases"))
    return release


def stage_files(service, folder, config, values, owner):
    final = service.path("files", folder)
    if os.path.isdir(final):
        return
    beside = f"{final}.{secrets.token_hex(4)}.new"
    os.mkdir(beside, 0o755)
    for path, content in config.items():
        target = os.path.join(beside, "config", path)
        os.makedirs(os.path.dirname(target), 0o755, exist_ok=True)
        write_file(target, content, 0o444)
    if values:
        secrets_folder = os.path.join(beside, "secrets")
        os.mkdir(secrets_folder, 0o700)
        for name, value in values.items():
            write_file(os.path.join(secrets_folder, name), value, 0o400, owner)
        os.chown(secrets_folder, *owner)
        os.chmod(secrets_folder, 0o500)
    os.rename(beside, final)
    fsync_directory(service.path("files"))


def learn_secrets(service):
    """Values of kept releases must not show either: a release that is put back has its own."""
    root = service.path("files")
    for folder in os.listdir(root) if os.path.isdir(root) else []:
        inside = os.path.join(root, folder, "secrets")
        for name in os.listdir(inside) if os.path.isdir(inside) else []:
            SCRUBBER.add(read_text(os.path.join(inside, name)))


def switch(service, release):
    """Makes a release the current one: for hands, for boot, and for the programs that watch files."""
    link_to(os.path.join("releases", release), service.path("current"))
    for name in ("compose.yaml", ".env"):
        if not os.path.lexists(service.path(name)):
            link_to(os.path.join("current", name), service.path(name))
    source = service.path("releases", release, "reloaded")
    target = service.path("reloaded")
    wanted = files_below(source)
    for path, content in wanted.items():
        destination = os.path.join(target, path)
        os.makedirs(os.path.dirname(destination), 0o755, exist_ok=True)
        # A name that programs watching the folder take for no file of theirs, until it is complete.
        if not os.path.exists(destination) or read_text(destination) != content:
            write_file(destination, content, 0o644)
    for path in files_below(target):
        if path not in wanted:
            os.unlink(os.path.join(target, path))


# --- the transaction -------------------------------------------------------------------------------


HALF_MADE = re.compile(r"/[0-9a-f]{12}_")


def remove_half_made(service):
    """A Compose that was killed while it replaced a container leaves one that stops the next Compose."""
    for container in service.containers():
        if HALF_MADE.match(container["Name"]) and container["State"]["Status"] == "created":
            run(["docker", "rm", container["Id"]])


def bring_up(service, manifest):
    remove_half_made(service)
    seconds = str(manifest["waitSeconds"])
    return service.compose("up", "-d", "--wait", "--wait-timeout", seconds, "--remove-orphans")


def pull_missing(service, release):
    listed = service.compose("config", "--images", release=release)
    missing = [
        image
        for image in sorted(set(listed.stdout.split()))
        if run(["docker", "image", "inspect", image]).returncode != 0
    ]
    if not missing:
        return
    say(f"pulling {', '.join(missing)}")
    pulled = service.compose("pull", "--policy", "missing", release=release)
    if pulled.returncode != 0:
        raise Refused(f"images could not be pulled; nothing was changed.\n{indent(pulled.stderr)}")


def indent(text):
    return "\n".join(f"    {line}" for line in text.strip().splitlines())


def last_words(container):
    """What an operator would look up next."""
    state = container["State"]
    name = container["Name"].lstrip("/")
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
    parts = [f"  {name} is {described}"]
    probes = health.get("Log") or []
    if probes:
        parts.append(f"  its last health check ended with {probes[-1]['ExitCode']}:")
        parts.append(indent(probes[-1]["Output"]) or "    (it said nothing)")
    logs = run(["docker", "logs", "--tail", str(LAST_LINES), container["Id"]])
    words = indent(logs.stdout + logs.stderr)
    parts.append(f"  its last words:\n{words}" if words else "  it said nothing")
    return "\n".join(parts)


def report_failure(service, up):
    unwell = [container for container in service.containers() if not is_well(container)]
    parts = [f"Docker Compose says:\n{indent(up.stderr or up.stdout)}"]
    parts += [last_words(container) for container in unwell]
    return "\n".join(parts)


def put_back(service, previous, failed):
    """Undoes a failed release; returns the sentence that says what runs now."""
    if previous is None:
        down = service.compose("down", "--remove-orphans")
        for name in ("compose.yaml", ".env", "current"):
            if os.path.lexists(service.path(name)):
                os.unlink(service.path(name))
        shutil.rmtree(service.path("reloaded"), ignore_errors=True)
        service.set_state(status="none")
        if down.returncode != 0:
            return f"There is no release before it, and its containers could not be removed:\n{indent(down.stderr)}"
        return "There is no release before it; its containers were removed again."
    switch(service, previous)
    up = bring_up(service, service.manifest(previous))
    if up.returncode == 0:
        service.set_state(status="running", release=previous)
        return f"The release before it, {previous}, was put back and is healthy."
    service.set_state(status="failed", release=previous)
    service.record("put back failed", previous, instead_of=failed)
    return (
        f"The release before it, {previous}, was put back and is NOT healthy either.\n"
        f"{report_failure(service, up)}"
    )


def activate(service, release, action, asked_by, generation):
    """Makes a staged release run, or undoes it."""
    state = service.state()
    # After a transaction that was cut off, what ran before it is still the release to go back to.
    interrupted = state.get("status") == "deploying"
    running = state.get("previous") if interrupted else state.get("release")
    if running is not None and service.manifest(running) is None:
        running = None
    unchanged = running == release and not interrupted
    previous = running if running != release else None
    started = time.monotonic()
    if not unchanged:
        valid = service.compose("config", "--quiet", release=release)
        if valid.returncode != 0:
            discard(service, release, running)
            raise Refused(f"Docker Compose refuses compose.yaml; nothing was changed.\n{indent(valid.stderr)}")
        try:
            pull_missing(service, release)
        except Refused:
            discard(service, release, running)
            raise
        service.set_state(status="deploying", release=release, previous=previous)
        switch(service, release)
    manifest = service.manifest(release)
    up = bring_up(service, manifest)
    seconds = round(time.monotonic() - started)
    if up.returncode == 0:
        manifest["lastUsed"] = time.time()
        write_file(service.path("releases", release, "release.json"), json.dumps(manifest) + "\n", 0o644)
        if state.get("status") != "running" or not unchanged:
            service.set_state(status="running", release=release)
        if not unchanged:
            service.record(action, release, by=asked_by, generation=generation, seconds=seconds)
        prune(service, release)
        say(f"{service.name}: release {release} is {'running and healthy already' if unchanged else 'healthy'}")
        return
    if unchanged:
        service.set_state(status="failed", release=release)
        raise Refused(f"release {release} runs unchanged and is no longer healthy.\n{report_failure(service, up)}")
    report = report_failure(service, up)
    service.record("failed", release, by=asked_by, generation=generation, seconds=seconds)
    outcome = put_back(service, previous, release)
    discard(service, release, previous)
    raise Refused(f"release {release} did not get healthy.\n{report}\n{outcome}")


def discard(service, release, running):
    """Forgets a release that never ran."""
    if release != running:
        shutil.rmtree(service.path("releases", release), ignore_errors=True)
        remove_unused_files(service)


def prune(service, running):
    others = [manifest["release"] for manifest in service.releases() if manifest["release"] != running]
    for release in others[KEPT_RELEASES - 1 :]:
        shutil.rmtree(service.path("releases", release))
    remove_unused_files(service)


def remove_unused_files(service):
    used = {folder for manifest in service.releases() for folder in manifest["folders"]}
    for folder in os.listdir(service.path("files")):
        if folder not in used:
            shutil.rmtree(service.path("files", folder))


def transact_apply(service, request):
    payload = Payload(service.name, request["payload"])
    # Hands may read everything but the secrets, whose own folders are closed.
    make_directory(service.path("releases"), 0o755)
    make_directory(service.path("files"), 0o711)
    learn_secrets(service)
    release = stage(service, payload)
    activate(service, release, "apply", request["by"], payload.generation)


def transact_rollback(service, request):
    learn_secrets(service)
    running = service.state().get("release")
    release = request["release"]
    if release is None:
        older = [manifest["release"] for manifest in service.releases() if manifest["release"] != running]
        if not older:
            raise Refused(f"{service.name} has no release to go back to.")
        release = older[0]
    if service.manifest(release) is None:
        kept = ", ".join(manifest["release"] for manifest in service.releases()) or "none"
        raise Refused(f"{service.name} has no release {release}; kept are: {kept}.")
    activate(service, release, "rollback", request["by"], "")


def transact_remove(service, _request):
    learn_secrets(service)
    if os.path.exists(service.path("compose.yaml")):
        service.compose("down", "--remove-orphans")
    # Also without its files: what carries its name must not stay behind.
    left = [container["Id"] for container in service.containers()]
    if left:
        removed = run(["docker", "rm", "--force", *left])
        if removed.returncode != 0:
            raise Refused(f"containers of {service.name} could not be removed.\n{indent(removed.stderr)}")
    shutil.rmtree(service.root, ignore_errors=True)
    say(f"{service.name}: removed; its volumes are kept")


TRANSACTIONS = {"apply": transact_apply, "rollback": transact_rollback, "remove": transact_remove}


# --- lock ------------------------------------------------------------------------------------------


def lock_path(service):
    return os.path.join(RUN, f"{service.name}.lock")


def holder_of(service):
    """The owner that the lock's file names, and whether it still holds it."""
    try:
        file = open(lock_path(service), "r+", encoding="utf-8")
    except FileNotFoundError:
        return None, False
    with file:
        owner = file.read().strip()
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return owner, True
        return owner or None, False


def take_lock(service, request):
    """The kernel frees the lock of a dead process; what it wrote is still there to tell the tale."""
    file = open(lock_path(service), "a+", encoding="utf-8")
    waited = False
    deadline = time.monotonic() + LOCK_PATIENCE_SECONDS
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except BlockingIOError:
            if not waited:
                file.seek(0)
                say(f"{service.name} is locked by {file.read().strip()}; waiting for it")
                waited = True
            if time.monotonic() > deadline:
                raise Refused(f"{service.name} is still locked. See `moco-release unlock {service.name}`.") from None
            time.sleep(0.2)
    file.seek(0)
    left_behind = file.read().strip()
    if left_behind:
        say(f"took over the lock that {left_behind} left behind")
    file.truncate(0)
    file.write(
        f"{request['action']} of {request['by']} (process {os.getpid()} on {socket.gethostname()} since {now()})"
    )
    file.flush()
    return file


def release_lock(file):
    file.truncate(0)
    file.close()


# --- one transaction, in a unit of its own -----------------------------------------------------------


def run_transaction(request_path):
    request = json.loads(read_text(request_path))
    os.unlink(request_path)
    service = Service(request["service"])
    lock = None
    try:
        if request["action"] == "apply":
            Payload(service.name, request["payload"])
        lock = take_lock(service, request)
        TRANSACTIONS[request["action"]](service, request)
        return 0
    except Refused as problem:
        say(f"{service.name}: {problem}")
        return 1
    except Exception:  # A message of Python's may quote what it choked on.
        say(f"{service.name}: moco-release itself failed\n{traceback.format_exc()}")
        return 1
    finally:
        if lock is not None:
            release_lock(lock)


def start_transaction(action, service, **more):
    """Starts the transaction detached, shows what it says, and ends as it ends."""
    make_directory(RUN)
    unit = f"moco-release-{service.name}-{secrets.token_hex(4)}"
    log_path = os.path.join(RUN, f"{unit}.log")
    request_path = os.path.join(RUN, f"{unit}.json")
    request = {"action": action, "service": service.name, "by": asked_by(), **more}
    write_file(request_path, json.dumps(request))
    write_file(log_path, "")
    program = os.path.realpath(__file__)
    started = subprocess.Popen(
        ["systemd-run", "--quiet", "--collect", "--wait", f"--unit={unit}"]
        + [f"--description=moco-release {action} {service.name}"]
        + [f"--property=StandardOutput=append:{log_path}", f"--property=StandardError=append:{log_path}"]
        + [f"--setenv=PATH={os.environ.get('PATH', '/usr/sbin:/usr/bin:/sbin:/bin')}"]
        + ["--setenv=HOME=/root", "/usr/bin/python3", program, "transaction", request_path],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    with open(log_path, encoding="utf-8") as log:
        while started.poll() is None:
            show(log.read())
            time.sleep(0.05)
        show(log.read())
    os.unlink(log_path)
    complaint = started.stderr.read().strip()
    if complaint:
        print(complaint, file=sys.stderr)
    return 0 if started.returncode == 0 else 1


def show(text):
    """To standard error, which is what the caller's error message shows; a lost caller is no error."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except BrokenPipeError:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")


def asked_by():
    return os.environ.get("SUDO_USER") or os.environ.get("USER") or "root"


# --- looking -----------------------------------------------------------------------------------------


def print_table(rows):
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


def command_list(_arguments):
    rows = [("SERVICE", "RELEASE", "STATE", "SINCE")]
    for name in sorted(os.listdir(STACKS)) if os.path.isdir(STACKS) else []:
        service = Service(name)
        if not NAME.fullmatch(name) or not service.exists():
            continue
        state = service.state()
        containers = service.containers()
        status = state.get("status", "none")
        if status == "running" and not (containers and all(map(is_well, containers))):
            status = "unhealthy" if containers else "stopped"
        rows.append((name, state.get("release") or "-", status, state.get("since", "-")))
    print_table(rows)
    return 0


def command_history(arguments):
    service = Service(arguments.service)
    kept = {manifest["release"] for manifest in service.releases()}
    rows = [("TIME", "ACTION", "RELEASE", "KEPT", "BY", "SECONDS")]
    for entry in service.history():
        release = entry["release"]
        by, seconds = entry.get("by", "-"), str(entry.get("seconds", "-"))
        rows.append((entry["time"], entry["action"], release, "yes" if release in kept else "no", by, seconds))
    print_table(rows)
    return 0


def command_unlock(arguments):
    service = Service(arguments.service)
    owner, held = holder_of(service)
    if held:
        raise Refused(
            f"{service.name} is locked by {owner}, which is still at work. "
            f"Wait, or end it with `kill`: the next apply goes on from there."
        )
    if owner is None:
        print(f"{service.name} is not locked")
    else:
        os.truncate(lock_path(service), 0)
        print(f"{service.name}: removed the lock that {owner} left behind")
    return 0


def command_apply(arguments):
    payload = sys.stdin.read()
    service = Service(arguments.service)
    Payload(service.name, payload)
    return start_transaction("apply", service, payload=payload)


def command_rollback(arguments):
    service = Service(arguments.service)
    if not service.exists():
        raise Refused(f"{service.name} is not deployed here.")
    return start_transaction("rollback", service, release=arguments.release)


def command_remove(arguments):
    return start_transaction("remove", Service(arguments.service))


def service_name(text):
    if not NAME.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a service's name")
    return text


def parse_arguments(arguments):
    parser = argparse.ArgumentParser(
        prog="moco-release",
        description="Deploys Compose services on this host, one release at a time.",
    )
    commands = parser.add_subparsers(metavar="command", required=True)

    def add(name, function, summary, of_service=True):
        command = commands.add_parser(name, help=summary, description=summary)
        command.set_defaults(function=function)
        if of_service:
            command.add_argument("service", type=service_name)
        return command

    add("apply", command_apply, "make the release on standard input run, or leave the one before it running")
    add("remove", command_remove, "remove a service's containers, files and secrets; its volumes stay")
    add("list", command_list, "show what runs here", of_service=False)
    add("history", command_history, "show what was done to a service, oldest first")
    rollback = add("rollback", command_rollback, "go back to a kept release, with its files and secrets")
    rollback.add_argument("release", nargs="?", help="the one before the running one, if not given")
    add("unlock", command_unlock, "remove the lock of a process that is gone; shows who holds a live one")
    return parser.parse_args(arguments)


def main():
    os.umask(0o022)
    if sys.argv[1:2] == ["transaction"]:
        return run_transaction(sys.argv[2])
    arguments = parse_arguments(sys.argv[1:])
    if os.geteuid() != 0:
        raise Refused("only root may do this; use sudo.")
    return arguments.function(arguments)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Refused as refused:
        print(f"moco-release: {refused}", file=sys.stderr)
        sys.exit(1)
