"""Makes a release the current one: for hands, for boot, and for the programs that watch files."""

import os
import shutil

from .files import files_below, link_to, make_directory, read_text, write_file

LINKS = ("compose.yaml", ".env")


def switch(service, release):
    link_to(os.path.join("releases", release), service.path("current"))
    for name in LINKS:
        link_to(os.path.join("current", name), service.path(name))
    switch_reloaded(service.path("releases", release, "reloaded"), service.path("reloaded"))


def switch_off(service):
    """No release is the current one."""
    for name in (*LINKS, "current"):
        if os.path.lexists(service.path(name)):
            os.unlink(service.path(name))
    shutil.rmtree(service.path("reloaded"), ignore_errors=True)


def switch_reloaded(source, target):
    """In place, and what is new before what is old goes: containers have these folders mounted."""
    wanted = files_below(source)
    for path in wanted:
        clear_way(target, path)
        content = read_text(os.path.join(source, path))
        destination = os.path.join(target, path)
        make_directory(os.path.dirname(destination))
        if not has_content(destination, content):
            write_file(destination, content, 0o644)
    for path in set(files_below(target)) - set(wanted):
        os.unlink(os.path.join(target, path))


def clear_way(target, path):
    """What is a folder in one release may be a file in the next."""
    folder = target
    for part in os.path.dirname(path).split("/"):
        folder = os.path.join(folder, part)
        if os.path.lexists(folder) and not os.path.isdir(folder):
            os.unlink(folder)
    destination = os.path.join(target, path)
    if os.path.isdir(destination):
        shutil.rmtree(destination)


def has_content(path, content):
    """Compared as bytes: whatever a hand or an editor left there may be no text."""
    try:
        with open(path, "rb") as file:
            return file.read() == content.encode()
    except FileNotFoundError:
        return False
