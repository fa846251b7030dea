"""Two folders have the same digest where no program could tell them apart, and different ones everywhere else."""

import os
import socket
import subprocess
import tempfile
import unittest
from collections.abc import Callable

from moco_release.moving import TAR
from moco_release.tree import clear, digest_of, size_of


class Tree(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = self.enterContext(tempfile.TemporaryDirectory())
        self.root = self.make("root")

    def make(self, name: str) -> str:
        root = os.path.join(self.folder, name)
        os.makedirs(os.path.join(root, "a", "b"))
        self.write(os.path.join(root, "a", "text"), b"text")
        self.write(os.path.join(root, b"\xff name\n".decode("utf-8", "surrogateescape")), b"")
        os.symlink("a/text", os.path.join(root, "link"))
        os.symlink("a", os.path.join(root, "folder-link"))
        os.mkfifo(os.path.join(root, "pipe"), 0o600)
        return root

    def write(self, path: str, content: bytes) -> None:
        with open(path, "wb") as file:
            file.write(content)

    def at(self, *parts: str) -> str:
        return os.path.join(self.root, *parts)

    def test_is_the_same_for_the_same_and_leaves_times_out(self) -> None:
        other = self.make("other")
        os.utime(os.path.join(other, "a", "text"), (1, 1))
        self.assertEqual(digest_of(other), digest_of(self.root))

    def test_differs_in_everything_else(self) -> None:
        changes: list[tuple[str, Callable[[], object]]] = [
            ("content", lambda: self.write(self.at("a", "text"), b"tezt")),
            ("size", lambda: self.write(self.at("a", "text"), b"text\0")),
            ("mode", lambda: os.chmod(self.at("a", "text"), 0o640)),
            ("mode of the folder itself", lambda: os.chmod(self.root, 0o711)),
            ("name", lambda: os.rename(self.at("a", "text"), self.at("a", "texts"))),
            ("empty folder", lambda: os.rmdir(self.at("a", "b"))),
            ("link target", lambda: (os.unlink(self.at("link")), os.symlink("a/texts", self.at("link")))),
            ("kind", lambda: (os.unlink(self.at("pipe")), self.write(self.at("pipe"), b""))),
        ]
        if os.geteuid() == 0:
            changes.append(("owner", lambda: os.lchown(self.at("link"), 70, 0)))
            changes.append(("group", lambda: os.chown(self.at("a"), 0, 70)))
        seen = {digest_of(self.root)}
        for what, change in changes:
            with self.subTest(what):
                change()
                digest = digest_of(self.root)
                self.assertNotIn(digest, seen)
                seen.add(digest)

    def test_knows_extended_attributes(self) -> None:
        before = digest_of(self.root)
        try:
            os.setxattr(self.at("a", "text"), "user.note", b"1")
        except OSError:
            self.skipTest("this file system has none")
        self.assertNotEqual(digest_of(self.root), before)

    def test_leaves_sockets_out(self) -> None:
        before = digest_of(self.root)
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(self.at("s"))
            self.assertEqual(digest_of(self.root), before)

    def test_survives_the_way_that_volumes_go(self) -> None:
        there = os.path.join(self.folder, "there")
        os.mkdir(there)
        sent = subprocess.run([*TAR, "--create", "--file=-", "--directory", self.root, "."], capture_output=True)
        self.assertEqual(sent.returncode, 0)
        get = [*TAR, "--extract", "--file=-", "--same-permissions", "--directory", there]
        self.assertEqual(subprocess.run(get, input=sent.stdout).returncode, 0)
        self.assertEqual(digest_of(there), digest_of(self.root))

    def test_is_cleared_without_following_links(self) -> None:
        outside = self.make("outside")
        os.symlink(outside, self.at("a", "out"))
        before = digest_of(outside)
        clear(self.root)
        self.assertEqual(os.listdir(self.root), [])
        self.assertEqual(digest_of(outside), before)

    def test_has_a_size(self) -> None:
        before = size_of(self.root)
        self.write(self.at("large"), b"x" * 100_000)
        alone = size_of(self.root) - before
        self.assertGreaterEqual(alone, 100_000)
        # A second name takes nothing but its entry in the folder.
        os.link(self.at("large"), self.at("again"))
        self.assertEqual(size_of(self.root) - before, alone)


if __name__ == "__main__":
    unittest.main()
