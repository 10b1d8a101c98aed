"""Long work in dialogs: one job after another off the window's thread, with progress and 取消."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from jixiao_desktop.session.problem import Problem

LOOK_MS = 10
"""How often a running job is asked whether it is done."""
FAILED = "这一项没有做成，其余的不受影响。再试一次；仍不成时换一个文件或文件夹。"


@dataclass(frozen=True)
class Job:
    """One piece of work: what it is called and what it does.

    ``here`` jobs run on the window's thread (the data file belongs to it), each short; all others
    run beside it, drawn pages too, after ``ready`` took what they need from the data file.
    """

    words: str
    do: Callable[[], object]
    here: bool = False
    ready: Callable[[], object] | None = None


@dataclass(frozen=True)
class Done:
    """How a job ended: its result, or the sentence that says why there is none."""

    words: str
    result: object = None
    trouble: str = ""


class Work(QObject):
    """Runs jobs in order; each end is told, and stopping waits only for the one in hand."""

    began = Signal(int, str)
    ended = Signal(int, object)
    finished = Signal(bool)
    """All jobs are done (True) or were stopped (False)."""

    def __init__(self, jobs: Sequence[Job], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs = list(jobs)
        self._at = -1
        self._stopping = False
        self._future: Future[object] | None = None
        self._unready = Done("")
        self._pool = ThreadPoolExecutor(1)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        self.running = False

    def start(self) -> None:
        """Begin with the first job."""
        self.running = True
        self._timer.start()
        self._next()

    def stop(self) -> None:
        """End after the job in hand."""
        self._stopping = True

    def close_down(self) -> None:
        """Stop and wait: the dialog goes away."""
        self.stop()
        self._timer.stop()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _next(self) -> None:
        self._at += 1
        self._future = None
        if self._stopping or self._at >= len(self.jobs):
            self._timer.stop()
            self._pool.shutdown(wait=False)
            self.running = False
            self.finished.emit(self._at >= len(self.jobs))
            return
        job = self.jobs[self._at]
        self._unready = _outcome(job.words, job.ready) if job.ready else Done(job.words)
        self.began.emit(self._at, job.words)
        if not job.here and not self._unready.trouble:
            self._future = self._pool.submit(job.do)

    def _look(self) -> None:
        job = self.jobs[self._at]
        if self._unready.trouble:
            done = self._unready
        elif self._future is None:
            done = _outcome(job.words, job.do)
        elif self._future.done():
            done = _outcome(job.words, self._future.result)
        else:
            return
        self.ended.emit(self._at, done)
        self._next()


def _outcome(words: str, get: Callable[[], object]) -> Done:
    """Run or fetch; whatever goes wrong becomes a sentence, never the end of the program."""
    import logging

    try:
        return Done(words, get())
    except Problem as problem:
        return Done(words, trouble=str(problem))
    except Exception:
        logging.getLogger(__name__).exception("job failed: %s", words)
        return Done(words, trouble=FAILED)
