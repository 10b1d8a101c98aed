"""The one way in for whoever builds or tries the program.

    python3 build/make.py run | test | check | bench | forms | package | lock

The first use makes .venv/ and installs what requirements.lock names. This file stays
readable for old Pythons, so that they get a sentence instead of a syntax error.
"""

import os
import shutil
import subprocess
import sys

OLDEST = (3, 11)


def newer_python():
    """The newest Python on this machine that is new enough, or nothing."""
    for minor in range(14, OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found and subprocess.call([found, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            return found
    return None


def start(arguments):
    """Runs the command, with a newer Python where this one is too old."""
    if sys.version_info < OLDEST:
        other = newer_python()
        if other and not os.environ.get("JIXIAO_MAKE_AGAIN"):
            again = dict(os.environ, JIXIAO_MAKE_AGAIN="1")
            return subprocess.call([other, os.path.abspath(__file__), *arguments], env=again)
        here = ".".join(str(part) for part in sys.version_info[:2])
        print(f"需要 Python 3.11 或更新的版本，这里是 {here}：请装好新版本后用它再运行一次。")
        return 2
    from commands import main

    return main(arguments)


if __name__ == "__main__":
    sys.exit(start(sys.argv[1:]))
