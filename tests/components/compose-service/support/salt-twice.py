"""Makes the salt as two services do that find none at the same moment; prints what came of it."""

import os
import runpy
import sys
import tempfile
from unittest import mock

sys.meta_path.insert(0, runpy.run_path("/usr/local/sbin/moco-release")["OneFile"]())
from moco_release.secret_values import salt  # noqa: E402

stacks = tempfile.mkdtemp()
with mock.patch("os.path.exists", return_value=False):
    same = salt(stacks) == salt(stacks)
path = os.path.join(stacks, ".salt")
print("the same" if same else "two", oct(os.stat(path).st_mode & 0o777), os.listdir(stacks))
