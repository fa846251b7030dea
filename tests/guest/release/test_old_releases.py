"""What an earlier version of the program left on a host is still understood, and still called the same."""

import argparse
import contextlib
import io
import json
import os
import tempfile
import unittest
from unittest import mock

from moco_release import Refused
from moco_release.command_line import history, list_services
from moco_release.host import Host
from moco_release.payload import Attachment, parse_payload
from moco_release.staging import stage
from moco_release.store import Service, State

# Of a version that recorded no images, and of two after it: the last one records attachments as well.
FILES = {
    ".salt": "5a" * 32,
    "notes/state.json": '{"status": "running", "release": "bbbbbbbbbbbb", "since": "2026-01-02T00:00:00Z"}\n',
    "notes/releases/aaaaaaaaaaaa/release.json": '{"release": "aaaaaaaaaaaa", "created": "2026-01-01T00:00:00Z", '
    '"lastUsed": 1767225600.5, "waitSeconds": 45, "folders": ["web-0123456789ab"]}\n',
    "notes/releases/bbbbbbbbbbbb/release.json": '{"release": "bbbbbbbbbbbb", "created": "2026-01-02T00:00:00Z", '
    '"lastUsed": 1767312000.25, "waitSeconds": 45, "folders": [], "images": ["probe:1"]}\n',
    "notes/releases/cccccccccccc/release.json": '{"release": "cccccccccccc", "created": "2026-01-03T00:00:00Z", '
    '"lastUsed": 0, "waitSeconds": 45, "folders": [], "images": []}\n',
    "notes/releases/dddddddddddd/release.json": '{"release": "dddddddddddd", "created": "2026-01-03T00:00:00Z", '
    '"lastUsed": 0, "waitSeconds": 45, "folders": [], "images": [], '
    '"attachments": {"web": [{"network": "blog.notes", "alias": "notes-web"}]}}\n',
    "notes/history.jsonl": '{"time": "2026-01-01T00:00:00Z", "action": "apply", "release": "999999999999"}\n'
    '{"time": "2026-\n'
    '{"time": "2026-01-02T00:00:00Z", "action": "apply", "release": "bbbbbbbbbbbb", "by": "ops", '
    '"generation": "02:00:00:00:00:01", "seconds": 7}\n',
    "cut/state.json": '{"status": "deploying", "release": "bbbbbbbbbbbb", "previous": null, '
    '"since": "2026-01-04T00:00:00Z"}\n',
    "empty/state.json": '{"status": "none", "since": "2026-01-05T00:00:00Z"}\n',
}

WITH_NO_LIST = (
    '{"release": "aaaaaaaaaaaa", "lastUsed": 1, "waitSeconds": 45, "folders": [], "attachments": {"web": "blog.notes"}}'
)

# An engine that knows what a compose file names, and no more.
DOCKER = '#!/bin/sh\ncase "$*" in *"config --images") echo probe:1 ;; *) exit 1 ;; esac\n'


class OldReleases(unittest.TestCase):
    maxDiff = None

    def setUp(self) -> None:
        folder = self.enterContext(tempfile.TemporaryDirectory())
        self.host = Host(stacks=os.path.join(folder, "stacks"), run_folder=os.path.join(folder, "run"))
        for path, text in FILES.items():
            self.write(os.path.join(self.host.stacks, path), text)
        programs = os.path.join(folder, "programs")
        self.write(os.path.join(programs, "docker"), DOCKER)
        os.chmod(os.path.join(programs, "docker"), 0o755)
        self.enterContext(mock.patch.dict(os.environ, {"PATH": f"{programs}:/usr/bin:/bin"}))
        self.notes = Service(self.host, "notes")

    def write(self, path: str, text: str) -> None:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def test_are_listed(self) -> None:
        with contextlib.redirect_stdout(io.StringIO()) as said:
            list_services(self.host, argparse.Namespace())
            history(self.host, argparse.Namespace(service="notes"))
        self.assertEqual(
            said.getvalue(),
            "SERVICE  RELEASE       STATE        SINCE\n"
            "cut      bbbbbbbbbbbb  interrupted  2026-01-04T00:00:00Z\n"
            "empty    -             none         2026-01-05T00:00:00Z\n"
            "notes    bbbbbbbbbbbb  unknown      2026-01-02T00:00:00Z\n"
            "TIME                  ACTION  RELEASE       KEPT  BY   SECONDS\n"
            "2026-01-01T00:00:00Z  apply   999999999999  no    -    -\n"
            "2026-01-02T00:00:00Z  apply   bbbbbbbbbbbb  yes   ops  7\n",
        )

    def test_can_be_gone_back_to(self) -> None:
        kept = [release.id for release in self.notes.healthy_releases()]
        self.assertEqual(kept, ["bbbbbbbbbbbb", "aaaaaaaaaaaa"])
        images = [self.notes.images_of(release) for release in self.notes.releases()]
        self.assertEqual(images, [["probe:1"], ["probe:1"], [], []])

    def test_have_the_attachments_that_they_recorded(self) -> None:
        found = {release.id: release.attachments for release in self.notes.releases() if release.attachments}
        self.assertEqual(found, {"dddddddddddd": {"web": (Attachment("blog.notes", "notes-web"),)}})

    def test_are_written_as_they_were(self) -> None:
        for release in self.notes.releases():
            self.notes.set_release(release)
        for path, text in FILES.items():
            with open(os.path.join(self.host.stacks, path), encoding="utf-8") as file:
                self.assertEqual(file.read(), text)

    def test_states_are_written_as_they_were(self) -> None:
        later = "2026-01-06T00:00:00Z"
        with mock.patch("moco_release.store.now", return_value=later):
            for name in ("notes", "cut", "empty"):
                service = Service(self.host, name)
                before = service.state()
                service.set_state(before.status, before.release, before.previous)
                as_it_was = FILES[f"{name}/state.json"].replace(before.since, later)
                with open(service.path("state.json"), encoding="utf-8") as file:
                    self.assertEqual(file.read(), as_it_was)
        self.assertEqual(Service(self.host, "new").state(), State())

    def test_have_the_same_names_as_before(self) -> None:
        payload = {
            "service": "notes",
            "waitSeconds": 45,
            "owners": {"web": "1000:1001", "side-car": "0:0", "bare": "5:5"},
            "files": {
                "compose.yaml": "services: {}\n",
                "config/web/www/index.html": "first",
                "config/web/www/é.html": "é",
                "config/side-car/a": "b",
                "reloaded/web/watched/routes.yaml": "first",
            },
        }
        os.makedirs(self.notes.path("files"))
        release = stage(self.notes, parse_payload("notes", json.dumps(payload)))
        self.assertEqual((release.id, release.folders), ("860dd5799831", ("side-car-b3c49c23f6f8", "web-b7fba403a028")))
        attached = {**payload, "attachments": {"bare": []}}
        self.assertEqual(stage(self.notes, parse_payload("notes", json.dumps(attached))), release)
        attached["attachments"] = {"bare": [{"network": "blog.notes", "alias": "notes-bare"}]}
        other = stage(self.notes, parse_payload("notes", json.dumps(attached)))
        self.assertEqual((other.id != release.id, other.folders), (True, release.folders))
        self.assertEqual(self.notes.release(other.id), other)

    def test_are_refused_where_they_are_something_else(self) -> None:
        for name, data, said in (
            ("state.json", "[]", "is not the state of a service"),
            ("state.json", '{"status": 1}', "is not the state of a service"),
            ("state.json", "{", "is not JSON"),
            ("releases/aaaaaaaaaaaa/release.json", WITH_NO_LIST, "does not describe a release"),
            ("releases/aaaaaaaaaaaa/release.json", "{}", "does not describe a release"),
            ("releases/aaaaaaaaaaaa/release.json", "[]", "does not describe a release"),
            ("releases/aaaaaaaaaaaa/release.json", "{", "is not JSON"),
        ):
            path = self.notes.path(name)
            self.write(path, data)
            with self.assertRaises(Refused) as caught:
                self.notes.state() if name == "state.json" else self.notes.releases()
            self.assertEqual(str(caught.exception), f"{path} {said}. Mend it by hand, or remove it.")
