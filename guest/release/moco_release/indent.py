"""What another program said, inside of what this one says."""


def indent(text):
    return "\n".join(f"    {line}" for line in text.strip().splitlines())
