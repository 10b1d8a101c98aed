"""Office files are archives of parts; the same parts make the same bytes on any day."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

ALWAYS = (1980, 1, 1, 0, 0, 0)
"""The one date every part bears: equal content gives equal files."""


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """Return the bytes of an archive of parts (name → content), in the order given."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, ALWAYS)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return target.getvalue()
