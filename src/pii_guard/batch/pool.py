"""Work on all cores, results in order, with a bounded number of segments on the way."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections import deque
from typing import TYPE_CHECKING, Self, TypeVar

from pii_guard.batch.work import Job, Outcome, work
from pii_guard.errors import PiiGuardError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future, ProcessPoolExecutor
    from types import TracebackType

    from pii_guard.readers import Segment
    from pii_guard.scanner import Scanner

T = TypeVar("T")

_worker: tuple[Scanner, Job] | None = None


class WorkerError(PiiGuardError):
    """A worker process ended by force, most likely for want of memory."""


def cores() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Pool:
    """Runs ``work`` in ``jobs`` processes, or in this one where ``jobs`` is 1."""

    def __init__(self, scanner: Scanner, job: Job, jobs: int) -> None:
        self._scanner = scanner
        self._job = job
        self._jobs = jobs
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=kind is None, cancel_futures=True)

    def ordered(self, items: Iterable[tuple[T, Segment | None]]) -> Iterator[tuple[T, Outcome | None]]:
        """The outcome of every item that has a segment, in order; the others pass as they are."""
        if self._jobs == 1:
            for item, segment in items:
                yield item, None if segment is None else work(segment, self._scanner, self._job)
            return
        waiting: deque[tuple[T, Future[Outcome] | None]] = deque()
        try:
            for item, segment in items:
                waiting.append((item, None if segment is None else self._submit(segment)))
                while len(waiting) > 3 * self._jobs or (waiting and _is_done(waiting[0][1])):
                    yield _result(waiting.popleft())
            while waiting:
                yield _result(waiting.popleft())
        finally:
            for _, future in waiting:
                if future is not None:
                    future.cancel()

    def _submit(self, segment: Segment) -> Future[Outcome]:
        if self._executor is None:
            import multiprocessing  # noqa: PLC0415 - one process needs none of it, and a hook is one
            from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

            # A fork shares the compiled scanner; where there is none, each worker loads its own.
            method = "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"
            self._executor = ProcessPoolExecutor(
                self._jobs,
                mp_context=multiprocessing.get_context(method),
                initializer=_initialise,
                initargs=(self._scanner, self._job, os.getpid()),
            )
        return self._executor.submit(_work, segment)


def _is_done(future: Future[Outcome] | None) -> bool:
    return future is None or future.done()


def _result(waiting: tuple[T, Future[Outcome] | None]) -> tuple[T, Outcome | None]:
    item, future = waiting
    if future is None:
        return item, None
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - see above

    try:
        return item, future.result()
    except BrokenProcessPool:
        pass
    raise WorkerError("a worker process ended by force; run the same command again to go on, with fewer --jobs")


def _initialise(scanner: Scanner, job: Job, parent: int) -> None:
    global _worker  # noqa: PLW0603 - a worker process has one scanner for its whole life
    _worker = (scanner, job)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    """End this worker when the run is killed: nobody else would."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _work(segment: Segment) -> Outcome:
    assert _worker is not None, "the pool has initialised its workers"
    return work(segment, *_worker)
