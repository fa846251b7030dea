"""An unhealthy container is restarted with growing pauses and then left alone; nothing else is touched."""

import contextlib
import io
import json
import os
import tempfile
import unittest
from unittest import mock

from moco_release.healing import PAUSES, heal
from moco_release.host import Host, service_lock
from moco_release.store import Service, read_history

DOCKER = """#!/bin/sh
cd "$(dirname "$0")"
case "$*" in
    "ps -aq "*) [ -e away ] && { echo "Cannot connect to the Docker daemon" >&2; exit 1; }; echo some ;;
    "inspect "*) cat inspected ;;
    "restart "*) echo "$*" >> changes ;;
esac
exit 0
"""

MINUTE = 60.0


class Heal(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = self.enterContext(tempfile.TemporaryDirectory())
        self.write("docker", DOCKER)
        os.chmod(self.at("docker"), 0o755)
        self.enterContext(mock.patch.dict(os.environ, {"PATH": f"{self.folder}:/usr/bin:/bin"}))
        self.host = Host(self.at("stacks"), self.at("run"))
        self.service = Service(self.host, "n8n")
        os.makedirs(self.service.root)
        self.service.set_state("running", "0123456789ab")
        self.write("changes", "")
        self.clock = 1_000_000.0

    def at(self, *parts: str) -> str:
        return os.path.join(self.folder, *parts)

    def write(self, name: str, text: str) -> None:
        with open(self.at(name), "w", encoding="utf-8") as file:
            file.write(text)

    def is_now(self, health: str | None, status: str = "running", id: str = "c1", **labels: str) -> None:
        known = {"com.docker.compose.project.working_dir": self.service.root, "moco.container": "n8n"}
        state = {"Status": status}
        if health is not None:
            state["Health"] = {"Status": health, "Log": [{"ExitCode": 1, "Output": "503"}]}
        inspected = {
            "Id": id,
            "Name": "/n8n-n8n-1",
            "Config": {"Labels": {**known, **{label.replace("__", "."): text for label, text in labels.items()}}},
            "State": state,
            "NetworkSettings": {"Networks": {}},
        }
        self.write("inspected", json.dumps([inspected]))

    def look(self, minutes: float = 0) -> str:
        """What is said some minutes later."""
        self.clock += minutes * MINUTE
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            heal(self.host, self.clock)
        return said.getvalue()

    def restarts(self) -> int:
        with open(self.at("changes"), encoding="utf-8") as file:
            return len(file.readlines())

    def test_restarts_at_once_says_why_and_records_it(self) -> None:
        self.is_now("unhealthy")
        self.assertEqual(
            self.look(), "<4>n8n: n8n-n8n-1 is unhealthy; restart 1 of 8\nits last health check ended with 1:\n    503\n"
        )
        self.assertEqual(self.restarts(), 1)
        self.assertEqual([deed.action for deed in read_history(self.service)], ["heal"])

    def test_waits_longer_each_time(self) -> None:
        self.is_now("unhealthy")
        self.look()
        for number, pause in enumerate(PAUSES[1:], start=1):
            self.assertEqual(self.look(pause - 0.5), "")
            self.assertEqual(self.restarts(), number)
            self.look(0.5)
            self.assertEqual(self.restarts(), number + 1)

    def test_gives_up_with_one_error(self) -> None:
        self.is_now("unhealthy")
        for _ in PAUSES:
            self.look(60)
        self.assertEqual(self.restarts(), len(PAUSES))
        self.assertEqual(
            self.look(60).splitlines()[0],
            "<3>n8n: n8n-n8n-1 is unhealthy after 8 restarts and is left alone now. "
            "Mend what it needs, then: docker restart n8n-n8n-1",
        )
        self.assertEqual(self.look(600), "")
        self.assertEqual(self.restarts(), len(PAUSES))

    def test_begins_anew_after_ten_minutes_of_health_and_not_before(self) -> None:
        for healthy_for, expected in ((9.0, 1), (10.0, 2)):
            with self.subTest(healthy_for):
                os.path.exists(self.at("run", ".healing.json")) and os.unlink(self.at("run", ".healing.json"))
                self.write("changes", "")
                self.is_now("unhealthy")
                self.look(600)
                self.is_now("healthy")
                self.look(0.1)
                self.look(healthy_for)
                self.is_now("unhealthy")
                # Half a minute after the last restart is too early for a second one, but not for a first one.
                with mock.patch("moco_release.healing.PAUSES", (0, 100)):
                    self.look()
                self.assertEqual(self.restarts(), expected)

    def test_a_new_container_has_its_own_budget(self) -> None:
        self.is_now("unhealthy")
        self.look()
        self.is_now("unhealthy", id="c2")
        self.look()
        self.assertEqual(self.restarts(), 2)

    def test_leaves_alone_what_is_not_unhealthy_or_not_of_a_release(self) -> None:
        for case in (
            {"health": "starting"},
            {"health": "healthy"},
            {"health": None},
            {"health": "unhealthy", "status": "exited"},
            {"health": "unhealthy", "com__docker__compose__oneoff": "True"},
            {"health": "unhealthy", "moco__container": ""},
            {"health": "unhealthy", "com__docker__compose__project__working_dir": "/root/mine"},
        ):
            with self.subTest(case):
                self.is_now(**case)
                self.assertEqual(self.look(), "")
        self.assertEqual(self.restarts(), 0)

    def test_leaves_alone_what_is_being_deployed(self) -> None:
        self.is_now("unhealthy")
        os.makedirs(self.host.run_folder)
        with service_lock(self.host, "n8n", "apply", "ada"):
            self.assertEqual(self.look(), "")
        self.assertEqual(self.restarts(), 0)

    def test_says_that_docker_does_not_answer_and_goes_on(self) -> None:
        self.write("away", "")
        self.assertTrue(self.look().startswith("<3>n8n: Docker does not say which containers there are."))


if __name__ == "__main__":
    unittest.main()
