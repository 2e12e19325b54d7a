"""The wasm host: bytes into the engine's input buffer, bytes out of its output buffer. It knows nothing about text.

The interface (version 1) needs no imports. It exports `memory` and functions on 32-bit integers:

    abi_version() -> 1
    input() -> address                      input_capacity() -> bytes
    output() -> address                     output_length() -> bytes that the last call wrote
    configure(length) -> status             input holds `name NUL value NUL …`; status not 0: output holds the reason
    transcribe(offset, length, final) -> consumed       may stop early: output is full, or (final = 0) inside a word
    lexicon_room(length) -> address         where a lexicon of so many bytes goes; 0: output holds the reason
    lexicon_load(length, skip) -> status    not 0: output holds the reason; 0: output holds a line for each one left out
    lexicon_compile() -> length             of the compiled lexicon at lexicon_address(); 0: output holds the reason

The memory may grow in `lexicon_room`, `lexicon_load`, `lexicon_compile` and `configure`, and at no other time.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping

from .errors import EngineError, ModelError, OptionError, TimeLimitError
from .guard import STOP_BYTES
from .instance import REINSTALL, Instance
from .lexicon import Source
from .watch import watch

LEXICON_ERRORS = ("fail", "skip")
_MEMORY_PAGE = 65536  # bytes
_MOST_LEXICON = 1 << 28  # bytes, the ceiling of zig/memory.zig
PIECE_SECONDS = 60.0
"""What one call may take if no other limit is given. The slowest that was measured takes 11 (`docs/reliability/hosts.md`)."""
_STEPS = (64, 512, 4096)  # bytes to transcribe in one call: the fewest, the first time, the most
_PACE = 0.1  # seconds that a call should take, so that Ctrl-C is heard and lines flow


class Engine(Instance):
    """One instance of the engine with one set of options. It must not be entered by two threads at once.

    Args:
        file: the name of the wasm file in this package.
        options: option names and their values as text; those left out have the engine's defaults.
        lexicon: the user's own pronunciations.
        lexicon_errors: what becomes of its bad lines: `"fail"` or `"skip"`.
        time_limit: after how many seconds `feed` gives up; None: when one piece of at most 4,096 bytes takes
            `PIECE_SECONDS`.

    Raises:
        ModelError: the file is missing, damaged, or has another interface.
        OptionError: the engine refuses an option.
    """

    def __init__(
        self,
        file: str,
        options: Mapping[str, str],
        lexicon: Source | None = None,
        lexicon_errors: str = "fail",
        time_limit: float | None = None,
    ) -> None:
        super().__init__(file)
        self._time_limit = time_limit
        self._step = _STEPS[1]
        try:
            self._transcribe = self._function("transcribe")
            self._output_length = self._function("output_length")
            self._input, self._output = self._buffers()
        except KeyError as error:
            raise ModelError(f"{file}: does not export {error}; {REINSTALL}") from error
        self._waiting = 0  # bytes at the start of the input buffer that wait for the end of their word
        self.skipped_lines = self._load(lexicon, lexicon_errors) if lexicon else ()
        self._configure(options)
        self._input, self._output = self._buffers()

    def feed(self, data: bytes, *, final: bool) -> Iterator[bytes]:
        """Transcribe the next bytes of a text.

        Args:
            data: any number of UTF-8 bytes; they may end anywhere.
            final: whether the text ends with them. Afterwards the instance is ready for another text.

        Yields:
            The transcription's UTF-8 bytes as they come, with one line feed for every line feed.

        Raises:
            EngineError: the engine trapped or does not get on; the instance must not be used again.
            TimeLimitError: it takes too long; the instance must not be used again.
        """
        until = None if self._time_limit is None else time.monotonic() + self._time_limit
        rest = memoryview(data)
        while True:
            taken = rest[: min(self._step, len(self._input) - self._waiting)]
            rest = rest[len(taken) :]
            filled = self._waiting + len(taken)
            self._input[self._waiting : filled] = taken
            yield from self._drain(filled, until, final=final and not rest)
            if not rest:
                return

    def _drain(self, filled: int, until: float | None, *, final: bool) -> Iterator[bytes]:
        """Transcribe the first `filled` bytes of the input buffer; an unfinished word moves to its start and waits there."""
        done = 0
        while True:
            consumed = self._timed(until, done, filled - done, int(final))
            written = self._call(self._output_length)
            if written:
                yield bytes(self._output[:written])
            done += consumed
            if done == filled:
                break
            if not consumed and not written:
                if final or (done == 0 and filled == len(self._input)):
                    raise EngineError(f"the engine takes none of {filled - done} bytes and writes nothing; please report this")
                break
        self._waiting = filled - done
        self._input[: self._waiting] = bytes(self._input[done:filled])

    def _timed(self, until: float | None, *arguments: int) -> int:
        """Call `transcribe`, but not longer than to a moment (None: for a while). Slow calls make the next steps shorter."""
        begin = time.monotonic()
        end = begin + PIECE_SECONDS if until is None else until
        if end <= begin:
            raise self._late()
        late = False
        watch.calls[self] = end
        try:
            if end < watch.wakes:
                watch.rouse()
            consumed = self._call(self._transcribe, *arguments)
        except EngineError as error:
            if self not in watch.calls:
                raise self._late() from error
            raise
        finally:
            late = watch.calls.pop(self, None) is None
        if late:  # at the very end
            with watch.lock:
                self._stop[:] = bytes(STOP_BYTES)
        seconds = time.monotonic() - begin
        if seconds > _PACE:
            self._step = max(self._step // 2, _STEPS[0])
        elif self._step < _STEPS[2] and seconds < _PACE / 4:
            self._step *= 2
        return consumed

    def stop(self) -> None:
        """Make the call that runs fail; for another thread, and only while one runs (see `hamanlp.watch`)."""
        self._stop[:] = b"\1" * STOP_BYTES

    def _late(self) -> TimeLimitError:
        if self._time_limit is None:
            what, limit = f"a piece of at most {_STEPS[2]} bytes", PIECE_SECONDS
        else:
            what, limit = "the text", self._time_limit
        return TimeLimitError(
            f"{what} takes longer than {limit:g} seconds; give a shorter text, or a longer time_limit (seconds, or infinity)",
            limit=limit,
        )

    def _load(self, lexicon: Source, errors: str) -> tuple[str, ...]:
        """Give the engine a lexicon. Returns what is wrong with lines that were left out."""
        if errors not in LEXICON_ERRORS:
            raise OptionError(
                f"lexicon_errors: {errors!r} is not right; give one of {', '.join(LEXICON_ERRORS)}", option="lexicon_errors"
            )
        if len(lexicon.data) > _MOST_LEXICON:  # a number of more than 32 bits would come to the engine as another one
            problem = f"has {len(lexicon.data)} bytes; the most is {_MOST_LEXICON >> 20} MiB"
            raise OptionError(f"lexicon: {lexicon.located(problem)}", option="lexicon")
        address = self._call("lexicon_room", len(lexicon.data)) & 0xFFFFFFFF
        if address == 0:
            raise OptionError(f"lexicon: {lexicon.located(self._message())}", option="lexicon")
        self._memory().write(self._store, lexicon.data, address)
        if self._call("lexicon_load", len(lexicon.data), int(errors == "skip")) != 0:
            message = "\\n".join(self._message().splitlines())  # it may quote any character
            raise OptionError(f"lexicon: {lexicon.located(message)}", option="lexicon")
        return tuple(map(lexicon.located, self._message().split("\n")[:-1]))

    def compiled_lexicon(self) -> bytes:
        """The lexicon in its compiled form.

        Raises:
            OptionError: there is no memory for it.
        """
        length = self._call("lexicon_compile")
        if length == 0:
            raise OptionError(f"lexicon: {self._message()}", option="lexicon")
        address = self._call("lexicon_address") & 0xFFFFFFFF
        return bytes(self._memory().read(self._store, address, address + length))

    def memory_bytes(self) -> int:
        """How much memory the instance has."""
        return self._memory().size(self._store) * _MEMORY_PAGE

    def _message(self) -> str:
        """What the last call left in the output."""
        _, output = self._buffers()
        return bytes(output[: self._call(self._output_length)]).decode("utf-8", "replace")

    def _configure(self, options: Mapping[str, str]) -> None:
        fields = b""
        for name, value in options.items():
            try:
                field = f"{name}\0{value}\0".encode()
            except UnicodeEncodeError:
                raise OptionError(f"{name}: {value!r} has a lone surrogate, which is no character", option=name) from None
            if "\0" in value:
                raise OptionError(f"{name}: {value!r} has U+0000, which no option may have", option=name)
            fields += field
            if len(fields) > len(self._input):
                problem = f"a value of {len(field)} bytes is too long; all options together may have {len(self._input)}"
                raise OptionError(f"{name}: {problem}", option=name)
        self._input[: len(fields)] = fields
        if self._call("configure", len(fields)) != 0:
            message = "\\n".join(self._message().splitlines())  # it quotes the value
            raise OptionError(message, option=message.partition(":")[0])

    def _buffers(self) -> tuple[memoryview, memoryview]:
        """Views of the input and the output buffer, which stay where they are until the memory grows."""
        memory = self._memory()
        start, end = self._call("input"), self.memory_bytes()
        capacity, output = self._call("input_capacity"), self._call("output")
        everything = memoryview(memory.get_buffer_ptr(self._store, end)).cast("B")
        self._stop = everything[:STOP_BYTES]
        return everything[start : start + capacity], everything[output:end]
