"""What `apply` is given: all that is wrong is said at once, and never a value."""

import json
import unittest

from moco_release import Refused
from moco_release.payload import Attachment, ContainerFiles, Owner, Payload, parse_payload

VALUE = "pl4nted/S3cret+value="


def text_of(**changes: object) -> str:
    payload = {
        "service": "notes",
        "generation": "02:00:00:00:00:01",
        "waitSeconds": 45,
        "owners": {"web": "1000:1001", "db": "70:70"},
        "files": {
            "compose.yaml": "services: {}\n",
            "config/web/etc/web.yaml": "a",
            "reloaded/web/watched/routes.yaml": "b",
        },
        "secrets": {"db/password": VALUE},
        "attachments": {
            "db": [
                {"network": "shop.notes", "alias": "notes-db"},
                {"network": "blog.notes", "alias": "notes-db"},
            ],
            "web": [],
        },
    }
    return json.dumps({**payload, **changes})


class ParsePayload(unittest.TestCase):
    maxDiff = None

    def refusal(self, text: str) -> list[str]:
        with self.assertRaises(Refused) as caught:
            parse_payload("notes", text)
        self.assertNotIn(VALUE, str(caught.exception))
        return str(caught.exception).split("\n")

    def test_gives_each_container_what_it_sees(self) -> None:
        payload = Payload(
            generation="02:00:00:00:00:01",
            wait_seconds=45,
            compose="services: {}\n",
            containers={
                "web": ContainerFiles(
                    Owner(1000, 1001),
                    config={"etc/web.yaml": "a"},
                    reloaded={"watched/routes.yaml": "b"},
                ),
                "db": ContainerFiles(Owner(70, 70), secrets={"password": VALUE}),
            },
            attachments={"db": (Attachment("blog.notes", "notes-db"), Attachment("shop.notes", "notes-db"))},
        )
        self.assertEqual(parse_payload("notes", text_of()), payload)
        self.assertEqual(list(payload.secret_values()), [VALUE])

    def test_needs_no_more_than_a_compose_file(self) -> None:
        text = '{"service": "notes", "files": {"compose.yaml": "c"}}'
        self.assertEqual(parse_payload("notes", text), Payload("", 120, "c", {}))

    def test_ignores_what_a_newer_program_adds(self) -> None:
        self.assertEqual(parse_payload("notes", text_of(more=1)), parse_payload("notes", text_of()))

    def test_refuses_what_is_no_payload_of_the_service(self) -> None:
        for text, said in (
            ("{", "the payload on standard input is not JSON. Call this through Pulumi."),
            ("[]", "the payload on standard input is not for the service notes."),
            (text_of(service="other"), "the payload on standard input is not for the service notes."),
        ):
            self.assertEqual(self.refusal(text), [said])

    def test_refuses_shapes_all_at_once(self) -> None:
        text = text_of(owners=[], files=1, secrets=None, attachments=[])
        names = ("owners", "files", "secrets", "attachments")
        self.assertEqual(self.refusal(text), [f"the payload's {name} are not an object." for name in names])

    def test_refuses_all_faults_at_once(self) -> None:
        text = text_of(
            generation=1,
            waitSeconds="45",
            owners={"web": "root", "Web": "0:0", "db": 0},
            files={
                "config/web": "a",
                "config/web/../passwd": "a",
                "config/web//a": "a",
                "config/web/a\0": "a",
                "config/none/a": "a",
                "/web/a": "a",
                "other/web/a": "a",
                "config/web/a": 1,
            },
            secrets={"password": VALUE, "none/password": VALUE, "db/a/b": VALUE, "db/password": {"value": VALUE}},
            attachments={
                "none": [],
                "web": ["shop.notes"],
                "db": [{"network": "--help", "alias": "notes-db"}],
                "Web": [{"network": "shop.notes", "alias": "Notes DB"}],
            },
        )
        self.assertEqual(
            self.refusal(text),
            [
                "the payload's generation is not text.",
                "the payload's waitSeconds is not a whole number above 0.",
                "the payload's owner of 'web' is not uid:gid.",
                "the payload's owner of 'Web' is not uid:gid.",
                "the payload's owner of 'db' is not uid:gid.",
                "the payload has no compose.yaml.",
                "the payload's file 'config/web' is not <kind>/<container>/<path>.",
                "the payload's file 'config/web/../passwd' is not <kind>/<container>/<path>.",
                "the payload's file 'config/web//a' is not <kind>/<container>/<path>.",
                "the payload's file 'config/web/a\\x00' is not <kind>/<container>/<path>.",
                "the payload's file 'config/none/a' is not <kind>/<container>/<path>.",
                "the payload's file '/web/a' is not <kind>/<container>/<path>.",
                "the payload's file 'other/web/a' is neither config/ nor reloaded/.",
                "the payload's file 'config/web/a' is not text.",
                "the payload's secret 'password' is not <container>/<name>.",
                "the payload's secret 'none/password' is not <container>/<name>.",
                "the payload's secret 'db/a/b' is not <container>/<name>.",
                "the payload's secret 'db/password' is not text.",
                "the payload's attachments of 'none' are of no container.",
                "the payload's attachments of 'web' are not a list of network and alias.",
                "the payload's attachments of 'db' are not a list of network and alias.",
                "the payload's attachments of 'Web' are not a list of network and alias.",
            ],
        )

    def test_refuses_a_time_that_is_none(self) -> None:
        for seconds in (0, True, 4.5):
            self.assertEqual(
                self.refusal(text_of(waitSeconds=seconds)),
                ["the payload's waitSeconds is not a whole number above 0."],
            )
