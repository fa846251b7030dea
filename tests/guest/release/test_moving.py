"""Volumes leave one host and arrive on another one whole; nothing starts on what is elsewhere, nothing is lost."""

import contextlib
import io
import json
import os
import subprocess
import tempfile
import unittest
from unittest import mock

from moco_release import Refused
from moco_release.host import Host
from moco_release.move_commands import show_volumes
from moco_release.moving import TAR, copy_of, drop, leave, receive, refuse_other_copy, send, stay
from moco_release.store import Service
from moco_release.transaction import rollback
from moco_release.tree import digest_of
from moco_release.volumes import Mark, find_volume, make_volume, refuse_elsewhere, volumes_of

# An engine whose volumes are folders; `using` names the containers that run, `changes` is what it was told.
DOCKER = """#!/bin/sh
cd "$(dirname "$0")"
for last; do :; done
case "$*" in
    "volume ls "*) ls volumes ;;
    "volume inspect "*)
        [ -d "volumes/$last" ] || { echo "Error response from daemon: get $last: no such volume" >&2; exit 1; }
        echo "[{\\"Driver\\": \\"local\\", \\"Mountpoint\\": \\"$PWD/volumes/$last/_data\\"}]" ;;
    "volume create "*) mkdir -p "volumes/$last/_data"; echo "$*" >> changes ;;
    "volume rm "*) rm -r "volumes/$last"; echo "$*" >> changes ;;
    "ps --format "*) cat using 2>/dev/null ;;
    "info "*) pwd ;;
    "compose "*" stop") : > using; echo stop >> changes ;;
    "compose "*" up "*) echo up >> changes ;;
esac
exit 0
"""


class Moving(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = self.enterContext(tempfile.TemporaryDirectory())
        self.write("docker", DOCKER)
        os.chmod(self.at("docker"), 0o755)
        os.mkdir(self.at("volumes"))
        self.enterContext(mock.patch.dict(os.environ, {"PATH": f"{self.folder}:/usr/bin:/bin"}))
        self.host = Host(self.at("stacks"), self.at("run"))
        self.service = Service(self.host, "notes")
        self.said = self.enterContext(contextlib.redirect_stdout(io.StringIO()))

    def at(self, *parts: str) -> str:
        return os.path.join(self.folder, *parts)

    def data(self, *parts: str) -> str:
        return self.at("volumes", "notes-files", "_data", *parts)

    def write(self, name: str, text: str) -> None:
        with open(self.at(name), "w", encoding="utf-8") as file:
            file.write(text)

    def read(self, name: str) -> str:
        with open(self.at(name), encoding="utf-8") as file:
            return file.read()

    def fill(self) -> str:
        """A volume with data; its digest."""
        make_volume("notes-files", "notes", "pm1")
        self.write(self.data("text"), "text")
        return digest_of(self.data())

    def deploy(self) -> None:
        os.makedirs(self.service.root)
        self.service.set_state("running", "0123456789ab")
        self.write(self.service.path("compose.yaml"), "")

    def arrive(self, sent: bytes, digest: str) -> None:
        with open(self.at("sent"), "wb") as file:
            file.write(sent)
        with open(self.at("sent"), "rb") as stdin, mock.patch.object(subprocess, "run", feeding(stdin)):
            receive(self.service, "notes-files", Mark("left", "pm1-apps", digest), "pm1")

    def mark(self) -> Mark | None:
        volume = find_volume("notes-files")
        assert volume is not None
        return volume.mark()

    def refused(self) -> "unittest.case._AssertRaisesContext[Refused]":
        return self.assertRaises(Refused)

    def test_leaving_stops_the_service_and_keeps_it_from_starting(self) -> None:
        self.fill()
        self.deploy()
        self.write("using", "notes-web-1\n")
        leave(self.service, "pm1-mgmt", "ada")
        self.assertEqual(self.mark(), Mark("left", "pm1-mgmt"))
        self.assertIn("stop\n", self.read("changes"))
        with self.refused() as refused:
            refuse_elsewhere("notes")
        self.assertEqual(
            str(refused.exception),
            "notes must not start here: the volume notes-files left for pm1-mgmt. "
            "See docs/runbooks/move.md: `npm run move` ends the move or takes it back.",
        )
        with self.refused():
            rollback(self.service, None, "ada")

    def test_nothing_leaves_that_a_stranger_uses(self) -> None:
        self.fill()
        self.write("using", "by-hand\n")
        with self.refused() as refused:
            leave(self.service, "pm1-mgmt", "ada")
        self.assertEqual(str(refused.exception), "the volume notes-files is in use by by-hand. Stop them first.")
        self.assertIsNone(self.mark())

    def test_leaving_is_taken_back(self) -> None:
        self.fill()
        leave(self.service, "pm1-mgmt", "ada")
        stay(self.service, "ada")
        self.assertIsNone(self.mark())
        refuse_elsewhere("notes")

    def test_only_what_left_is_sent(self) -> None:
        self.fill()
        with self.refused() as refused:
            send("notes-files")
        self.assertEqual(str(refused.exception), "the volume notes-files is not one that left.")

    def sent(self) -> bytes:
        return subprocess.run([*TAR, "--create", "--file=-", "-C", self.data(), "."], capture_output=True).stdout

    def test_what_arrives_takes_the_place_of_an_older_copy(self) -> None:
        digest, sent = self.fill(), self.sent()
        self.write(self.data("stale"), "")
        leave(self.service, "pm1-apps", "ada")
        self.arrive(sent, digest)
        self.assertEqual(os.listdir(self.data()), ["text"])
        self.assertEqual(self.mark(), Mark("arrived", "pm1-apps", digest))
        refuse_elsewhere("notes")
        copy = copy_of(["notes-files"], "pm1-apps")
        refuse_other_copy(["notes-files"], "pm1-apps", copy)
        with self.refused() as refused:
            refuse_other_copy(["notes-files"], "pm1-apps", "0123456789ab")
        self.assertEqual(
            str(refused.exception),
            f"what came from pm1-apps is copy {copy}, not 0123456789ab. "
            "Nothing was changed; declare the copy that `npm run move` has printed.",
        )

    def test_half_of_it_and_something_else_never_arrive(self) -> None:
        digest, sent = self.fill(), self.sent()
        drop_by_hand(self.at("volumes", "notes-files"))
        for piece, wanted in ((sent[:100], digest), (sent, "0" * 64)):
            with self.refused():
                self.arrive(piece, wanted)
            self.assertEqual(self.mark(), Mark("arriving", "pm1-apps"))
            for check in (lambda: refuse_elsewhere("notes"), lambda: copy_of(["notes-files"], "pm1-apps")):
                with self.refused():
                    check()
        self.arrive(sent, digest)
        self.assertEqual(self.mark(), Mark("arrived", "pm1-apps", digest))

    def test_nothing_takes_the_place_of_what_did_not_move(self) -> None:
        digest, sent = self.fill(), self.sent()
        with self.refused() as refused:
            self.arrive(sent, digest)
        self.assertEqual(
            str(refused.exception),
            "the volume notes-files is here already, and no move brought it. "
            "Look what it holds; nothing needs it after `docker volume rm notes-files`.",
        )
        self.deploy()
        with self.refused() as refused:
            self.arrive(sent, digest)
        self.assertEqual(
            str(refused.exception), "notes is deployed here; its volume notes-files is not replaced."
        )
        self.assertEqual(self.read(self.data("text")), "text")

    def test_a_service_starts_on_what_came_with_it_alone(self) -> None:
        with self.refused() as refused:
            copy_of(["notes-files"], "pm1-apps")
        self.assertEqual(
            str(refused.exception),
            "the volume notes-files is not here. Nothing was changed; run `npm run move` first.",
        )
        self.fill()
        for mark in (None, Mark("arrived", "pm1-data", "0"), Mark("left", "pm1-apps")):
            volumes_of("notes")[0].set_mark(mark)
            with self.refused() as refused:
                copy_of(["notes-files"], "pm1-apps")
            self.assertEqual(
                str(refused.exception),
                "the volume notes-files did not come from pm1-apps. Nothing was changed; run `npm run move` first.",
            )

    def test_only_copies_are_removed(self) -> None:
        self.fill()
        with self.refused() as refused:
            drop(self.service)
        self.assertEqual(str(refused.exception), "notes-files did not move: what it holds is nowhere else.")
        leave(self.service, "pm1-mgmt", "ada")
        self.deploy()
        with self.refused() as refused:
            drop(self.service)
        self.assertEqual(str(refused.exception), "notes is deployed here; its volumes are not removed.")
        self.service.set_state("none")
        drop(self.service)
        self.assertEqual(volumes_of("notes"), [])

    def test_it_is_all_shown_to_a_program(self) -> None:
        self.fill()
        leave(self.service, "pm1-mgmt", "ada")
        shown = io.StringIO()
        with contextlib.redirect_stdout(shown):
            show_volumes(self.host, mock.Mock(service="notes"))
        facts = json.loads(shown.getvalue())
        self.assertEqual(facts["deployed"], False)
        self.assertGreater(facts["free"], 0)
        [volume] = facts["volumes"]
        self.assertEqual(
            {**volume, "bytes": 0},
            {"name": "notes-files", "bytes": 0, "empty": False, "mark": {"state": "left", "guest": "pm1-mgmt"}},
        )


def feeding(stdin: io.BufferedReader) -> object:
    """tar reads standard input, which here is a file."""
    real = subprocess.run

    def run(arguments: list[str], **options: object) -> object:
        return real(arguments, **({"stdin": stdin, **options} if arguments[0] == "tar" else options))

    return run


def drop_by_hand(path: str) -> None:
    subprocess.run(["rm", "-r", path], check=True)


if __name__ == "__main__":
    unittest.main()
