"""Containers join and leave networks while they run; what somebody else connected stays."""

import json
import os
import tempfile
import unittest
from unittest import mock

from moco_release import Refused
from moco_release.docker import Project
from moco_release.networks import attach, refuse_missing
from moco_release.payload import Attachment

# An engine with these containers, which writes down what it is told to change.
DOCKER = """#!/bin/sh
cd "$(dirname "$0")"
case "$*" in
    "ps "*) [ "$(cat inspected)" = "[]" ] || echo some ;;
    "inspect "*) cat inspected ;;
    "network inspect "*" none.proxy") echo "network none.proxy not found" >&2; exit 1 ;;
    "stop "*) echo "$*" >> changes ;;
    "network "*) echo "$*" >> changes; if [ -e refusing ]; then echo "no addresses left" >&2; exit 1; fi ;;
esac
"""

OURS = {"moco.attached": "true"}
BLOG, SHOP = Attachment("blog.proxy", "front-web"), Attachment("shop.proxy", "front-web")
CONNECT = "network connect --alias front-web --driver-opt moco.attached=true"


def endpoint(*aliases: str, options: dict[str, str] | None = None, id: str = "e1") -> dict[str, object]:
    return {"Aliases": list(aliases) or None, "DriverOpts": options, "EndpointID": id}


OWN = {"front": endpoint("front-web-1", "front-web")}


class Attach(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = self.enterContext(tempfile.TemporaryDirectory())
        self.write("docker", DOCKER)
        os.chmod(os.path.join(self.folder, "docker"), 0o755)
        self.write("changes", "")
        self.enterContext(mock.patch.dict(os.environ, {"PATH": f"{self.folder}:/usr/bin:/bin"}))
        self.project = Project("front", "/opt/stacks/front")

    def write(self, name: str, text: str) -> None:
        with open(os.path.join(self.folder, name), "w", encoding="utf-8") as file:
            file.write(text)

    def has(self, *containers: dict[str, object]) -> None:
        self.write("inspected", json.dumps(containers))

    def changes(self) -> list[str]:
        with open(os.path.join(self.folder, "changes"), encoding="utf-8") as file:
            return file.read().splitlines()

    def container(
        self, name: str, networks: dict[str, object], status: str = "running", **labels: str
    ) -> dict[str, object]:
        known = {"com.docker.compose.project.working_dir": "/opt/stacks/front", "moco.container": "web"}
        return {
            "Id": f"id-{name}",
            "Name": f"/{name}",
            "Config": {"Labels": {**known, **{label.replace("__", "."): text for label, text in labels.items()}}},
            "State": {"Status": status},
            "NetworkSettings": {"Networks": networks},
        }

    def test_connects_what_is_missing(self) -> None:
        self.has(self.container("web", {**OWN, "shop.proxy": endpoint("front-web", options=OURS)}))
        attach(self.project, {"web": (BLOG, SHOP)})
        self.assertEqual(self.changes(), [f"{CONNECT} blog.proxy id-web"])

    def test_changes_nothing_where_all_is_connected(self) -> None:
        self.has(self.container("web", {**OWN, "shop.proxy": endpoint("front-web")}))
        attach(self.project, {"web": (SHOP,)})
        self.assertEqual(self.changes(), [])

    def test_disconnects_what_was_connected_here_and_nothing_else(self) -> None:
        networks = {
            **OWN,
            "blog.proxy": endpoint("front-web", options=OURS),
            "by-hand": endpoint(),
            "front.mail": endpoint("front-web", options={}),
        }
        self.has(self.container("web", networks))
        attach(self.project, {})
        self.assertEqual(self.changes(), ["network disconnect blog.proxy id-web"])

    def test_connects_again_what_has_another_name_there(self) -> None:
        self.has(self.container("web", {**OWN, "blog.proxy": endpoint(), "shop.proxy": endpoint("old", options=OURS)}))
        attach(self.project, {"web": (BLOG, SHOP)})
        self.assertEqual(
            self.changes(),
            [
                "network disconnect blog.proxy id-web",
                "network disconnect shop.proxy id-web",
                f"{CONNECT} blog.proxy id-web",
                f"{CONNECT} shop.proxy id-web",
            ],
        )

    def test_stops_a_container_that_docker_would_not_start_again(self) -> None:
        half = {"blog.proxy": endpoint("front-web", options=OURS, id="")}
        again = [f"{CONNECT} blog.proxy id-web"]
        for wanted, connects in (((), []), ((BLOG,), again)):
            self.write("changes", "")
            self.has(self.container("web", {**OWN, **half}))
            attach(self.project, {"web": wanted})
            self.assertEqual(self.changes(), ["stop id-web", "network disconnect blog.proxy id-web", *connects])

    def test_stops_a_container_that_starts_again_and_again(self) -> None:
        self.has(self.container("web", {"front": endpoint("front-web", id="")}, "restarting"))
        attach(self.project, {})
        self.assertEqual(self.changes(), [])
        attach(self.project, {"web": (BLOG,)})
        self.assertEqual(self.changes(), ["stop id-web", f"{CONNECT} blog.proxy id-web"])

    def test_takes_the_word_of_a_container_that_does_not_run(self) -> None:
        networks = {"blog.proxy": endpoint("front-web", options=OURS, id="")}
        for status in ("created", "exited"):
            self.has(self.container("web", dict(networks), status))
            attach(self.project, {"web": (BLOG,)})
            self.assertEqual(self.changes(), [])
        attach(self.project, {})
        self.assertEqual(self.changes(), ["network disconnect blog.proxy id-web"])

    def test_leaves_other_containers_alone(self) -> None:
        self.has(
            self.container("side", dict(OWN), moco__container="side-car"),
            self.container("by-hand", dict(OWN), com__docker__compose__oneoff="True"),
            self.container("elsewhere", dict(OWN), com__docker__compose__project__working_dir="/root/mine"),
        )
        attach(self.project, {"web": (BLOG,)})
        self.assertEqual(self.changes(), [])
        self.has()
        attach(self.project, {"web": (BLOG,)})
        self.assertEqual(self.changes(), [])

    def test_is_refused_in_dockers_words(self) -> None:
        self.write("refusing", "")
        for networks, wanted, said in (
            (OWN, (BLOG,), "Docker does not connect web and the network blog.proxy."),
            (
                {"shop.proxy": endpoint(options=OURS)},
                (),
                "Docker does not disconnect web and the network shop.proxy.",
            ),
        ):
            self.has(self.container("web", dict(networks)))
            with self.assertRaises(Refused) as caught:
                attach(self.project, {"web": wanted})
            self.assertEqual(str(caught.exception), f"{said}\n    no addresses left")

    def test_needs_all_networks(self) -> None:
        refuse_missing({"web": (BLOG, SHOP), "db": (SHOP,)})
        self.assertEqual(self.changes(), ["network inspect --format {{.Name}} blog.proxy shop.proxy"])
        with self.assertRaises(Refused) as caught:
            refuse_missing({"web": (Attachment("none.proxy", "front-web"),)})
        self.assertEqual(
            str(caught.exception),
            "not all networks are there that its containers join.\n    network none.proxy not found",
        )
