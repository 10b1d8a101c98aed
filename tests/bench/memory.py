"""Memory of this process as the system counts it."""

from __future__ import annotations

from pathlib import Path

ROLLUP = Path("/proc/self/smaps_rollup")


def memory() -> dict[str, float]:
    """RSS and PSS in MB; nothing where the system does not say."""
    if not ROLLUP.exists():
        return {}
    found = {}
    for line in ROLLUP.read_text().splitlines():
        name, _, rest = line.partition(":")
        if name in ("Rss", "Pss"):
            found[name.lower()] = int(rest.split()[0]) / 1024
    return found
