"""What the stand-ins of a Proxmox node's commands share: their state and how they read arguments.

State is plain JSON under /etc/pve-standin, so that it goes with the node. Messages are worded as
the real commands word them where our bootstrap, or a person, has to act on them.
"""

import contextlib
import fcntl
import json
import os
import socket
import sys

FOLDER = os.environ.get("PVE_STANDIN_STATE", "/etc/pve-standin")

# Proxmox VE 9; VM.Monitor went with it, VM.GuestAgent.* came.
PRIVILEGES = """
Datastore.Allocate Datastore.AllocateSpace Datastore.AllocateTemplate Datastore.Audit
Group.Allocate Mapping.Audit Mapping.Modify Mapping.Use Permissions.Modify Pool.Allocate Pool.Audit
Realm.Allocate Realm.AllocateUser SDN.Allocate SDN.Audit SDN.Use Sys.AccessNetwork Sys.Audit
Sys.Console Sys.Incoming Sys.Modify Sys.PowerMgmt Sys.Syslog User.Modify VM.Allocate VM.Audit
VM.Backup VM.Clone VM.Config.CDROM VM.Config.CPU VM.Config.Cloudinit VM.Config.Disk
VM.Config.HWType VM.Config.Memory VM.Config.Network VM.Config.Options VM.Console
VM.GuestAgent.Audit VM.GuestAgent.FileRead VM.GuestAgent.FileSystemMgmt VM.GuestAgent.FileWrite
VM.GuestAgent.Unrestricted VM.Migrate VM.PowerMgmt VM.Replicate VM.Snapshot VM.Snapshot.Rollback
""".split()

CONTENT_TYPES = "backup images import iso none rootdir snippets vztmpl".split()

# As the installer leaves a node.
FRESH = {
    "access.json": {
        "roles": {"Administrator": PRIVILEGES, "NoAccess": []},
        "users": {"root@pam": {"comment": "", "enable": 1}},
        "tokens": {},
        "acl": [],
    },
    "storage.json": {
        "local": {"type": "dir", "path": "/var/lib/vz", "content": ["backup", "iso", "vztmpl"]},
        "local-lvm": {"type": "lvmthin", "vgname": "pve", "content": ["images", "rootdir"]},
    },
    "cluster-firewall.json": {},
    "network.json": {"applied": {}, "pending": {}},
    "version.json": {"version": "9.0.3", "release": "9.0", "repoid": "025864202ebb6109"},
}


def node_name():
    """Proxmox' name of the node: what the machine is called, without its domain."""
    return socket.gethostname().split(".")[0]


class Refused(Exception):
    """What a real command would print before it ends with an error."""


def verification_failed(parameter, problem):
    return Refused(f"400 Parameter verification failed.\n{parameter}: {problem}")


def load(name):
    try:
        with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
            return json.load(file)
    except FileNotFoundError:
        return json.loads(json.dumps(FRESH[name]))


@contextlib.contextmanager
def change(name):
    """The state of that name to alter; written when the block ends without an error."""
    os.makedirs(FOLDER, mode=0o700, exist_ok=True)
    with open(os.path.join(FOLDER, ".lock"), "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        state = load(name)
        yield state
        path = os.path.join(FOLDER, name)
        with open(f"{path}.new", "w", encoding="utf-8") as file:
            os.chmod(f"{path}.new", 0o600)
            json.dump(state, file, indent=2, sort_keys=True)
        os.replace(f"{path}.new", path)


def read_arguments(arguments):
    """Positional words and options; Proxmox takes `-x`, `--x`, `--x=y` alike."""
    words, options = [], {}
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if not word.startswith("-") or word == "-":
            words.append(word)
            continue
        key, separator, value = word.lstrip("-").partition("=")
        options[key] = value if separator else (rest.pop(0) if rest else "1")
    return words, options


def know_only(options, *known):
    for key in options:
        if key not in (*known, "output-format", "noborder", "noheader"):
            raise Refused(f"Unknown option: {key}\n400 unable to parse option")


def split_list(text):
    return [part for part in text.replace(";", ",").replace(" ", ",").split(",") if part]


def print_rows(rows, options, columns):
    if options.get("output-format") in ("json", "json-pretty"):
        print(json.dumps(rows, sort_keys=True))
        return
    for row in rows:
        print(" ".join(str(row.get(column, "")) for column in columns))


def run(main):
    """Runs a command's main function; what it refuses goes to standard error, exit code 255 as in Perl."""
    try:
        main(*read_arguments(sys.argv[1:]))
    except Refused as refused:
        print(refused, file=sys.stderr)
        sys.exit(255)


def privileges_of(token_id, access):
    """Privileges of a token by path; those of a separated token are the ones that its user has too."""
    user, _, _ = token_id.partition("!")
    mine = privileges_by_path(token_id, access)
    users = privileges_by_path(user, access)
    if user == "root@pam":
        users = {"/": set(PRIVILEGES)}
    if not access["tokens"][token_id]["privsep"]:
        return users
    return {path: privileges & users.get(path, set()) for path, privileges in mine.items()}


def privileges_by_path(owner, access):
    paths = {}
    for entry in access["acl"]:
        if entry["ugid"] == owner:
            privileges = access["roles"].get(entry["roleid"], [])
            paths.setdefault(entry["path"], set()).update(privileges)
    return paths
