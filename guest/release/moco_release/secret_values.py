"""Output that never shows a secret."""

import base64
import html
import json
import urllib.parse

SHORTEST_WORD = 4
SHORTEST_LINE = 8
SHORTEST_CHUNK_BYTES = 6


class Scrubber:
    """Takes secret values out of a text, in the spellings that programs print them in."""

    def __init__(self):
        self._words = set()

    def add(self, value):
        lines = [line for line in value.splitlines() if len(line) >= SHORTEST_LINE]
        for word in [value, value.strip(), *lines]:
            if len(word) < SHORTEST_WORD:
                continue
            self._words.add(word)
            self._words.add(json.dumps(word)[1:-1])
            self._words.add(html.escape(word))
            self._words.add(urllib.parse.quote(word, safe=""))
            self._words.add(urllib.parse.quote_plus(word))
            self._words.add(base64.b64encode(word.encode()).decode().rstrip("="))
            self._words.add(base64.urlsafe_b64encode(word.encode()).decode().rstrip("="))
            self._words.update(base64_inside(word.encode()))

    def scrub(self, text):
        for word in sorted(self._words, key=len, reverse=True):
            text = text.replace(word, "[secret]")
        return text


def base64_inside(value):
    """How it looks in the middle of a longer text, as the password in `user:password` does."""
    for shift in range(3):
        whole = value[shift : shift + (len(value) - shift) // 3 * 3]
        if len(whole) >= SHORTEST_CHUNK_BYTES:
            yield base64.b64encode(whole).decode()
            yield base64.urlsafe_b64encode(whole).decode()


SCRUBBER = Scrubber()


def say(text):
    print(SCRUBBER.scrub(text), flush=True)
