"""What comes after the work is done."""

import contextlib

from .secret_values import say


@contextlib.contextmanager
def tidying(service):
    """What fails in it, for whatever reason, is said and fails nothing; the next one tries it again."""
    try:
        yield
    except Exception as fault:
        say(f"{service.name}: could not tidy up: {fault}")
