#!/usr/bin/python3 -I
# Managed by moco-infra: the modules of its release tool in one file, so that a guest has all of them
# or none. Each is below in full, as it is in the repository, and a traceback names its own lines.

import importlib.abc
import importlib.util
import sys

SOURCES = {}


class OneFile(importlib.abc.MetaPathFinder, importlib.abc.ExecutionLoader):
    """Imports the modules from the texts below."""

    def find_spec(self, fullname, path=None, target=None):
        return importlib.util.spec_from_loader(fullname, self) if fullname in SOURCES else None

    def is_package(self, fullname):
        return "." not in fullname

    def get_filename(self, fullname):
        return fullname.replace(".", "/") + ("/__init__.py" if self.is_package(fullname) else ".py")

    def get_source(self, fullname):
        return SOURCES[fullname].removeprefix("\n")


# The modules.

if __name__ == "__main__":
    sys.meta_path.insert(0, OneFile())
    from moco_release.command_line import main

    sys.exit(main())
