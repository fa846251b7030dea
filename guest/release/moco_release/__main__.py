"""`python3 -m moco_release`, from the folder that this package is in."""

import sys

from .command_line import main

sys.exit(main())
