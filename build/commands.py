"""What build/make.py can be asked to do, one function for each command."""

from __future__ import annotations

import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path

import environment
import freshness
from environment import DIST, ROOT, VENV, Obstacle, say

TEST_RECORD = DIST / "tests.xml"


def call(order: list[str], env: dict[str, str] | None = None) -> int:
    """Runs a program at the repository's root and returns its exit code."""
    return subprocess.call(order, cwd=ROOT, env=env)


def run(arguments: list[str]) -> int:
    """打开程序，内有一套示例数据；没有显示器时改为生成演示文件"""
    python = str(environment.prepare())
    if environment.has_display():
        return call([python, "-m", "jixiao_desktop", "--sample", *arguments])
    say("这里没有显示器：改在后台填好示例、检查、导出并截图。")
    order = [python, "-m", "jixiao_desktop", "--demo", "dist/demo", *arguments]
    return call(order, environment.offscreen())


def tests_run(record: Path) -> int:
    """How many tests really ran, by pytest's own record."""
    try:
        suites = ElementTree.parse(record).getroot().iter("testsuite")
        return sum(int(s.get("tests", 0)) - int(s.get("skipped", 0)) for s in suites)
    except (OSError, ElementTree.ParseError, ValueError):
        return 0


def test(arguments: list[str]) -> int:
    """运行测试，后面的参数原样交给 pytest"""
    python = str(environment.prepare())
    DIST.mkdir(exist_ok=True)
    TEST_RECORD.unlink(missing_ok=True)
    order = [python, "-m", "pytest", "-o", f"cache_dir={VENV / 'pytest'}",
             f"--junitxml={TEST_RECORD}", *arguments]  # fmt: skip
    code = call(order, environment.offscreen())
    if code == 0 and not tests_run(TEST_RECORD):
        say("一个测试也没有运行。")
        return 1
    return code


def report(title: str, problems: list[str]) -> bool:
    """Prints a step's problems; true when there are none."""
    for problem in problems:
        say(f"  {problem}")
    return not problems


def check(arguments: list[str]) -> int:
    """规范、类型、界面文件、依赖清单、测试，逐项检查"""
    python = str(environment.prepare())
    kept = ["--cache-dir", str(VENV / "ruff"), "."]
    ruff = [python, "-m", "ruff", "check", *kept]
    layout = [python, "-m", "ruff", "format", "--check", *kept]
    mypy = [python, "-m", "mypy", "--cache-dir", str(VENV / "mypy")]
    steps: list[tuple[str, Callable[[], bool]]] = [
        ("代码规范 ruff", lambda: call(ruff) == 0),
        ("代码排版 ruff", lambda: call(layout) == 0),
        ("类型 mypy", lambda: call(mypy) == 0),
        ("界面文件", lambda: report("界面文件", freshness.stale_forms(uic()))),
        ("依赖清单", lambda: report("依赖清单", freshness.lock_problems())),
        ("测试", lambda: test(arguments) == 0),
    ]
    results = []
    for title, step in steps:
        say(f"—— {title}")
        results.append((title, step()))
        say(f"   {'通过' if results[-1][1] else '没有通过'}")
    failed = [title for title, passed in results if not passed]
    say("全部通过。" if not failed else f"没有通过：{'、'.join(failed)}。")
    return 1 if failed else 0


def uic() -> list[str]:
    """The order that turns a Designer file into Python."""
    return [str(environment.venv_program("pyside6-uic")), "--no-autoconnection"]


def bench(arguments: list[str]) -> int:
    """测量速度和内存，各项都与同一次测得的底线相比"""
    python = str(environment.prepare())
    return call([python, "tests/bench/run.py", *arguments], environment.offscreen())


def forms(arguments: list[str]) -> int:
    """由 ui/*.ui 重新生成 jixiao_desktop/gui/forms"""
    environment.prepare()
    for path in freshness.write_forms(uic()):
        say(f"已生成 {path}")
    return 0


def package(arguments: list[str]) -> int:
    """生成安装用的 wheel 文件，放在 dist/"""
    python = str(environment.prepare())
    say("生成 wheel 文件……")
    order = [python, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-q",
             "--disable-pip-version-check", "-w", str(DIST), "."]  # fmt: skip
    if call(order):
        raise Obstacle("wheel 文件没有生成，原因见上。")
    for made in sorted(DIST.glob("*.whl")):
        say(f"已生成 dist/{made.name}")
    say("Windows、UOS、麒麟的安装程序将在以后的版本提供。")
    return 0


def lock(arguments: list[str]) -> int:
    """按 pyproject.toml 重新算出 requirements.lock"""
    own = environment.venv_program("uv")
    uv = str(own) if own.exists() else shutil.which("uv")
    if uv is None:
        raise Obstacle("更新依赖清单要用 uv，请先运行：python3 -m pip install uv")
    freshness.write_lock(uv)
    say("已更新 requirements.lock")
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    order.__name__: order for order in (run, test, check, bench, forms, package, lock)
}


def usage() -> str:
    """All commands with what they are for."""
    lines = [f"  {name:8} {order.__doc__}" for name, order in COMMANDS.items()]
    return "\n".join(["用法：python3 build/make.py 命令", *lines])


def main(arguments: list[str]) -> int:
    """Runs one command; what a person must mend is said in one sentence."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if not arguments or arguments[0] not in COMMANDS:
        say(usage())
        return 0 if arguments[:1] in (["-h"], ["--help"]) else 2
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except Obstacle as obstacle:
        say(str(obstacle))
        return 2
    except KeyboardInterrupt:
        say("已停止。")
        return 130
    except OSError as failure:
        say(f"没有完成：{failure.strerror or failure}（{failure.filename or '未指明文件'}）。")
        return 2
