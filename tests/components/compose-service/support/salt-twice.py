"""Makes the salt as two services do that find none at the same moment; prints what came of it."""

import os
import runpy
import sys
import tempfile

sys.meta_path.insert(0, runpy.run_path("/usr/local/sbin/moco-release")["OneFile"]())
from moco_release.fingerprint import make_once  # noqa: E402

folder = tempfile.mkdtemp()
path = os.path.join(folder, "salt")
make_once(path, "first")
make_once(path, "second")
print(open(path).read(), oct(os.stat(path).st_mode & 0o777), os.listdir(folder))
