"""Secrets show in no text, in whatever spelling a program prints them."""

import base64
import html
import json
import os
import tempfile
import unittest
import urllib.parse

from moco_release.secret_values import Scrubber, fingerprint

VALUE = 'pl4nted/S3cret+value="&'


def scrubbed(text: str, *values: str) -> str:
    scrubber = Scrubber()
    for value in values:
        scrubber.add(value)
    return scrubber.scrub(text)


class Scrub(unittest.TestCase):
    def test_takes_out_every_spelling(self) -> None:
        for spell in (
            str,
            lambda value: json.dumps(value)[1:-1],
            html.escape,
            lambda value: urllib.parse.quote(value, safe=""),
            urllib.parse.quote_plus,
            lambda value: base64.b64encode(value.encode()).decode().rstrip("="),
            lambda value: base64.urlsafe_b64encode(value.encode()).decode().rstrip("="),
        ):
            self.assertEqual(scrubbed(f"before {spell(VALUE)} after", VALUE), "before [secret] after")

    def test_takes_it_out_of_base64_of_a_longer_text(self) -> None:
        for user, left in (
            ("a", "YTpw[secret]JkBob3N0"),
            ("bc", "YmM6[secret]IiZAaG9zdA=="),
            ("def", "ZGVmOnBs[secret]QGhvc3Q="),
        ):
            text = base64.b64encode(f"{user}:{VALUE}@host".encode()).decode()
            self.assertEqual(scrubbed(text, VALUE), left)

    def test_takes_out_the_longest_first(self) -> None:
        self.assertEqual(scrubbed("password, password-two", "password", "password-two"), "[secret], [secret]")

    def test_takes_out_the_lines_of_a_key_and_what_surrounds_none(self) -> None:
        key = "-----BEGIN-----\nfirst-line\nshort\n"
        self.assertEqual(scrubbed("first-line short", key), "[secret] short")
        self.assertEqual(scrubbed("<word>", "word\n"), "<[secret]>")

    def test_leaves_what_is_too_short_to_be_one(self) -> None:
        self.assertEqual(scrubbed("one in three", "one", "\n", ""), "one in three")

    def test_knows_those_of_kept_releases(self) -> None:
        with tempfile.TemporaryDirectory() as files:
            os.makedirs(os.path.join(files, "web-0123456789ab", "secrets"))
            os.makedirs(os.path.join(files, "db-0123456789ab", "config"))
            with open(os.path.join(files, "web-0123456789ab", "secrets", "token"), "w", encoding="utf-8") as file:
                file.write(VALUE)
            scrubber = Scrubber()
            scrubber.add_kept(files)
            scrubber.add_kept(os.path.join(files, "none"))
        self.assertEqual(scrubber.scrub(VALUE), "[secret]")


class Fingerprint(unittest.TestCase):
    def test_is_the_same_for_the_same_and_salted(self) -> None:
        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
            self.assertEqual(fingerprint(one, {"a": 1, "b": 2}), fingerprint(one, {"b": 2, "a": 1}))
            self.assertNotEqual(fingerprint(one, ["a"]), fingerprint(one, ["b"]))
            self.assertNotEqual(fingerprint(one, ["a"]), fingerprint(other, ["a"]))
            self.assertEqual(os.stat(os.path.join(one, ".salt")).st_mode & 0o777, 0o400)
