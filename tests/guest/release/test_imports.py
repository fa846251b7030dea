"""Modules import downwards only, need nothing but Python, and do nothing when they are imported."""

import ast
import datetime
import importlib
import os
import pathlib
import re
import sys
import time
import unittest
from unittest import mock

import moco_release

FOLDER = pathlib.Path(moco_release.__file__).parent
MODULES = sorted(path.stem for path in FOLDER.glob("*.py") if not path.stem.startswith("__"))

# As the package's own text lists them, from the top.
ORDER = re.findall(r"^(\w+)  +\S", (moco_release.__doc__ or "").partition("in this order:")[2], re.MULTILINE)


class Imports(unittest.TestCase):
    def test_all_modules_are_listed(self) -> None:
        self.assertEqual(sorted(ORDER), MODULES)

    def test_lead_downwards_or_into_the_standard_library(self) -> None:
        for module in MODULES:
            for node in ast.walk(ast.parse((FOLDER / f"{module}.py").read_text(encoding="utf-8"))):
                with self.subTest(module=module):
                    for name in names_imported(node):
                        if name.startswith("."):
                            self.assertIn(name[1:], ["", *ORDER[ORDER.index(module) + 1 :]])
                        else:
                            self.assertIn(name.partition(".")[0], sys.stdlib_module_names)

    def test_read_nothing(self) -> None:
        # Once before: what they need of Python's own is loaded from then on.
        for module in MODULES:
            importlib.import_module(f"moco_release.{module}")
        seen: list[str] = []
        watching = True

        def watch(event: str, args: tuple[object, ...]) -> None:
            if watching and event.startswith(("open", "os.", "subprocess.", "socket.", "shutil.")):
                if not str(args[0] if args else "").startswith(str(FOLDER)):
                    seen.append(f"{event} {args}")

        sys.addaudithook(watch)
        refusing = mock.Mock(side_effect=AssertionError("read at import"))
        clock = mock.Mock(now=refusing, utcnow=refusing, today=refusing)
        loaded = {name: module for name, module in sys.modules.items() if name.startswith("moco_release")}
        try:
            with (
                mock.patch.object(os, "environ", mock.MagicMock(get=refusing, __getitem__=refusing)),
                mock.patch.object(sys, "argv", mock.MagicMock(__getitem__=refusing)),
                mock.patch.multiple(os, stat=refusing, lstat=refusing, getpid=refusing),
                mock.patch.multiple(time, time=refusing, monotonic=refusing),
                mock.patch.object(datetime, "datetime", clock),
            ):
                for name in loaded:
                    del sys.modules[name]
                for module in MODULES:
                    importlib.import_module(f"moco_release.{module}")
        finally:
            watching = False
            sys.modules.update(loaded)
        self.assertEqual(seen, [])


def names_imported(node: ast.AST) -> list[str]:
    """A module of this package with a dot before its name."""
    if isinstance(node, ast.ImportFrom):
        return ["." * node.level + (node.module or "")]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
