"""Signals that stop a command: raised where it is, held while a file is being changed."""

from __future__ import annotations

import _thread
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
_SOON = 0.01  # seconds until a signal is sent again


class StoppedError(BaseException):
    """A signal asks the command to stop.

    It is no `KeyboardInterrupt`, to which click has an answer of its own.

    Attributes:
        number: the signal's.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def stop(number: int, _frame: FrameType | None = None) -> NoReturn:
    """Handle a signal.

    Raises:
        StoppedError: always.
    """
    raise StoppedError(number)


def hear(handler: Callable[[int, FrameType | None], object] | signal.Handlers) -> None:
    """Set the handler of the signals that stop a command; those that someone else handles, or ignores (nohup), are left."""
    if threading.current_thread() is threading.main_thread():
        for number in _SIGNALS:
            if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler, stop):
                signal.signal(number, handler)
        if handler is stop:
            _hear_in_destructors()


def _hear_in_destructors() -> None:
    """Send a signal again that came while an object was being deleted, where Python passes over what a handler raises."""
    before = sys.unraisablehook

    def passed_over(unraisable: sys.UnraisableHookArgs) -> None:
        error = unraisable.exc_value
        if isinstance(error, StoppedError):
            # From another thread, and not at once: this one is still in the destructor.
            threading.Timer(_SOON, _send, (error.number,)).start()
        else:
            before(unraisable)

    sys.unraisablehook = passed_over


def _send(number: int) -> None:
    main = threading.main_thread().ident
    if main is not None and hasattr(signal, "pthread_kill"):
        signal.pthread_kill(main, number)  # ends a read that the thread waits in, too
    else:
        _thread.interrupt_main(signal.Signals(number))


@contextmanager
def interrupt_held() -> Iterator[None]:
    """Let Ctrl-C and SIGTERM wait for the end of the block; a second one does not (a pipe's reader may have stopped)."""
    held = 0

    def hold(number: int, frame: FrameType | None) -> None:
        nonlocal held
        if held:
            before[number](number, frame)
        held = number

    before: dict[int, Callable[[int, FrameType | None], object]] = {}
    try:
        for number in _SIGNALS:
            handler = signal.getsignal(number)
            if handler in (signal.default_int_handler, stop) and callable(handler):  # else it is ignored, or someone else's
                before[number] = handler
                signal.signal(number, hold)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if held:
        before[held](held, None)
