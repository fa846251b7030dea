"""What names may look like: none of them leads out of its folder."""

import re

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
RELEASE = re.compile(r"[0-9a-f]{12}")
SECRET_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
OWNER = re.compile(r"([0-9]{1,10}):([0-9]{1,10})")
