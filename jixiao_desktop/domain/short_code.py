"""A short code of a page's content, so that paper and file can be told to be the same."""

from __future__ import annotations

import hashlib
import json

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Letters and digits that nobody mistakes for another, aloud or on paper."""
LENGTH = 8


def short_code(shown: object) -> str:
    """Return 8 characters over what is shown: lists, texts and numbers that JSON can hold."""
    plain = json.dumps(shown, ensure_ascii=False)
    number = int.from_bytes(hashlib.sha256(plain.encode("utf-8", "replace")).digest(), "big")
    letters = []
    for _ in range(LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "".join(letters)


def show_code(code: str) -> str:
    """Write a code as people read it: ABCD-2345; nothing for an empty form."""
    return f"{code[:4]}-{code[4:]}" if code else ""
