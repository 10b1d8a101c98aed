"""Speed and memory, each figure against a floor measured in the same run.

    python3 build/make.py bench [part …] [--doc docs/bench.md]

A missed aim is said and fails nothing; only a part that breaks does.
"""

from __future__ import annotations

import importlib
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
DIST = ROOT / "dist"
PARTS = {
    "saving": "写盘和检查",
    "keying": "窗口里打字",
    "checking": "规则",
    "scoring": "200 个指标的得分和检查",
    "starting": "启动和内存",
    "writing": "导出",
    "exporting": "500 个项目导出",
    "many": "200 个项目",
    "reviewing": "评审员：查全与查准",
}
sys.path[:0] = [str(ROOT)]

from figures import Figure  # noqa: E402


def machine() -> str:
    """What this was measured on."""
    model = next(
        (line.partition(":")[2].strip() for line in cpu_lines() if line.startswith("model name")),
        platform.machine(),
    )
    return (
        f"{platform.system()} {platform.machine()}，{model}，{os.cpu_count()} 个处理器，"
        f"Python {platform.python_version()}"
    )


def cpu_lines() -> list[str]:
    """What the system says of its processor, where it says it in a file."""
    try:
        return Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def part(name: str) -> None:
    """Do one part in this process, with a folder of its own on the disk of the repository."""
    DIST.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=DIST, prefix="bench-") as folder:
        importlib.import_module(name).main(Path(folder))


def clean() -> dict[str, str]:
    """The environment of an installed program: compiled modules are kept, in dist/."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    kept = {"PYTHONIOENCODING": "utf-8", "PYTHONPYCACHEPREFIX": str(DIST / "bench-compiled")}
    return {"QT_QPA_PLATFORM": "offscreen", **env, **kept}


def lines_of(name: str) -> Iterator[str]:
    """Do one part in a process of its own; give its lines as they come."""
    order = [sys.executable, str(HERE / "run.py"), "--part", name]
    with subprocess.Popen(order, stdout=subprocess.PIPE, encoding="utf-8", env=clean()) as done:
        assert done.stdout is not None
        for raw in done.stdout:
            if not raw.startswith("{"):
                continue
            told = json.loads(raw)
            yield told["remark"] if "remark" in told else Figure(**told).line()
    if done.returncode:
        raise RuntimeError(f"{PARTS[name]}：没有做完（退出码 {done.returncode}）")


def run(names: list[str]) -> tuple[list[str], int]:
    """Do the parts one after the other; return what was printed and the exit code."""
    said = [f"测量环境：{machine()}"]
    print(said[0], flush=True)
    code = 0
    for name in names:
        for line in (f"\n## {PARTS[name]}\n", *_guarded(name)):
            said.append(line)
        code = code or int(said[-1].startswith("！"))
    return said, code


def _guarded(name: str) -> Iterator[str]:
    print(f"\n## {PARTS[name]}\n", flush=True)
    try:
        for line in lines_of(name):
            print(f"- {line}", flush=True)
            yield f"- {line}"
    except RuntimeError as broken:
        print(f"！{broken}", flush=True)
        yield f"！{broken}"


def main(words: list[str]) -> int:
    """Do all parts, or those named; write the figures into a file where asked."""
    if words[:1] == ["--part"]:
        part(words[1])
        return 0
    doc = words[words.index("--doc") + 1] if "--doc" in words else ""
    names = [word for word in words if word in PARTS] or list(PARTS)
    said, code = run(names)
    if doc:
        head = (HERE / "head.md").read_text(encoding="utf-8")
        Path(doc).write_text(f"{head}\n" + "\n".join(said) + "\n", encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
