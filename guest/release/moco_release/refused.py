"""The one exception that is an answer."""


class Refused(Exception):
    """Ends the command with this text and exit code 1."""
