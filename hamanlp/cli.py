"""The `hamanlp` command."""

from __future__ import annotations

import importlib
import io
import os
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import NoReturn, Unpack, cast

import click

from . import __version__
from .compression import JSON_LINES, PARQUET, kind_of
from .errors import HamaError, OptionError
from .lines import checked
from .options import FORMATS, MODELS, Options
from .signals import StoppedError, hear, stop
from .streams import STANDARD, Input, Output, ReaderGoneError
from .tasks import SSML, written
from .transcriber import Transcriber

STOPPED = 128  # and the number of the signal, what a shell shows
READER_GONE = 141  # 128 + SIGPIPE, what a shell shows
# As the first argument: the module that has `command`.
SUBCOMMANDS = {"demo": ".demo", "dict": ".dictionary", "spell": ".spelling_command"}
INSPECT = "inspect"  # as the first of several arguments; alone it is a word
LEXICON = "lexicon"  # as the first argument, before one of these; alone it is a word
LEXICON_COMMANDS = ("build", "--help", "-h")

HELP = """Write the pronunciation of English and Korean text.

The text is the TEXT arguments, or files (-i), or standard input. One line in, one line out, in the same order; input and
output are UTF-8. Files named .gz and .zst are compressed; .csv, .tsv and .parquet are tables (--column).
"""

EPILOG = """\b
Examples:
  hamanlp "Hello, 안녕하세요"
  hamanlp -l en -n arpabet < words.txt
  hamanlp -p " " -w " | " "Good morning"
  hamanlp --format jsonl -i book.txt -o book.jsonl
  hamanlp -i corpus.txt.zst -o corpus.ipa.zst -j 2 --progress --resume
  hamanlp -i table.csv -o out.csv --column text
  hamanlp -N 5 "live wire"
  hamanlp --below 0.6 < words.txt
  hamanlp --lexicon words.tsv --mix 0.8 < names.txt
  hamanlp lexicon build words.tsv -o words.hlx
  hamanlp --style narrow --no-preserve-punctuation -i book.txt -o book.ipa
  hamanlp -- "-5 degrees"
  hamanlp dict words.txt > my.dict       (for aligners; hamanlp dict --help)
  hamanlp spell kəmˈpjuːtɚ        (the way back; hamanlp spell --help)
  hamanlp inspect strawberry      (letters, phones, probabilities; -- inspect
                                   strawberry is text; hamanlp inspect --help)
  hamanlp demo                    (a page that does this as you type; see
                                   hamanlp demo --help; -- demo is the word)

\b
Exit status: 0 done; 1 input, output or model failed (every line before is
written); 2 wrong options; 130 Ctrl-C; 143 SIGTERM (129 SIGHUP); 141 the
reader closed the pipe.
"""


def _amount(given: str) -> tuple[str, float]:
    """A phone and what is added to its logit."""
    phone, _, amount = given.partition("=")
    try:
        return phone, float(amount)
    except ValueError:
        raise click.UsageError(f"--boost: {given!r} is not right; give PHONE=NUMBER") from None


@click.command(help=HELP, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("text", nargs=-1)
@click.option("-l", "--lang", metavar="LANG", help="auto (by script), en or ko.  [default: auto]")
@click.option(
    "-n",
    "--notation",
    metavar="NAME",
    help="ipa, xsampa, arpabet, kokoro or espeak (English), hangul (Korean), or spelling: the words read.  [default: ipa]",
)
@click.option("--style", metavar="NAME", help="broad or narrow (Korean: with allophones).  [default: broad]")
@click.option("--latin", metavar="NAME", help="Latin words in Korean text: english or letters.  [default: english]")
@click.option("-a", "--accent", metavar="ACCENT", help="Of English: us, gb, or a number between 0 and 1.  [default: us]")
@click.option(
    "--across-words/--no-across-words", default=None, help="Read neighbouring Korean words together.  [default: one by one]"
)
@click.option("--stress/--no-stress", default=None, help="Write stress.  [default: stress]")
@click.option(
    "-p", "--phone-separator", metavar="TEXT", help="Between phones, taken as it is.  [default: nothing; arpabet: a space]"
)
@click.option(
    "-w", "--word-separator", metavar="TEXT", help="Between words, taken as it is.  [default: a space; arpabet: two spaces]"
)
@click.option(
    "--preserve-punctuation/--no-preserve-punctuation", default=None, help="Keep punctuation and symbols.  [default: keep]"
)
@click.option(
    "--exceptions/--no-exceptions", default=None, help="Read frequent irregular words from a table.  [default: exceptions]"
)
@click.option(
    "--markup/--no-markup", default=None, help="Read [word](/ipa/) and SSML <phoneme> as given.  [default: as any text]"
)
@click.option(
    "-N",
    "--nbest",
    type=int,
    metavar="K",
    help="Up to K pronunciations of each word, each with its probability, between | marks; words between tabs.  [default: 1]",
)
@click.option(
    "--below",
    type=click.FloatRange(0, 1),
    metavar="P",
    help="Only words less probable than P: one a line, with a tab, its pronunciation and its probability.",
)
@click.option("--temperature", type=float, metavar="T", help="Draw phones at this temperature, 0 to 10.  [default: 0]")
@click.option("--top-k", type=int, metavar="K", help="Draw one of the K most probable phones.  [default: of all]")
@click.option("--top-p", type=float, metavar="P", help="Draw of the most probable with share P together.  [default: 1]")
@click.option("--seed", type=int, metavar="N", help="What is drawn depends on it.  [default: 0]")
@click.option(
    "--boost",
    metavar="PHONE=X",
    multiple=True,
    callback=lambda _context, _option, pairs: dict(map(_amount, pairs)) or None,
    help="Add X to the phone's logit at every step. Repeatable.  [default: none]",
)
@click.option(
    "--lexicon", metavar="FILE", help="Your own pronunciations: on each line a word, a tab, IPA or ARPABET.  [default: none]"
)
@click.option(
    "--mix", type=float, metavar="X", help="How much the lexicon says, 0 to 1; 1: listed words only, exactly.  [default: 1]"
)
@click.option("--lexicon-errors", metavar="NAME", help="Bad lines of the lexicon: fail, or skip them.  [default: fail]")
@click.option("--force", metavar="IPA", help="What the model writes first in words; # at its end: no more.  [default: none]")
@click.option("-i", "--input", "inputs", metavar="FILE", multiple=True, help="Read FILE; - is standard input. Repeatable.")
@click.option("-o", "--output", metavar="FILE", default=STANDARD, help="Write FILE instead of standard output.")
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice((*FORMATS, SSML)),
    help="jsonl: what is known about each word, a line of JSON for each line; ssml: the text with <phoneme> around each word."
    "  [default: by the name of -o; else text]",
)
@click.option(
    "--column", metavar="NAME", help="Read this column of a table, by its name or (without header) number; add another."
)
@click.option(
    "-j", "--jobs", type=click.IntRange(1), default=1, metavar="N", help="Share the work by N processes.  [default: 1]"
)
@click.option("--progress", is_flag=True, help="Say on standard error how far it is.")
@click.option("--resume", is_flag=True, help="Go on where the same command was interrupted.")
@click.option(
    "--time-limit", type=float, metavar="SECONDS", help="For each piece that is read (64 KiB).  [default: 60 for each 4 KiB]"
)
@click.option("-m", "--model", metavar="NAME", help=f"{', '.join(MODELS)}, or the path of a .wasm file.  [default: default]")
@click.option(
    "--errors",
    type=click.Choice(["strict", "replace"]),
    default="strict",
    help="Bytes that are not UTF-8: stop, or read them as U+FFFD.  [default: strict]",
)
@click.version_option(__version__, prog_name="hamanlp", message="%(prog)s %(version)s")
@click.pass_context
def command(
    context: click.Context,
    /,
    *,
    text: Sequence[str],
    inputs: Sequence[str],
    output: str,
    errors: str,
    format_: str | None,
    below: float | None,
    column: str | None,
    jobs: int,
    progress: bool,
    resume: bool,
    **options: Unpack[Options],
) -> None:
    """Parse the command line and do what it says (`HELP` is what people see)."""
    if text and inputs:
        raise click.UsageError("TEXT and -i exclude each other")
    large = bool(column or jobs > 1 or progress or resume) or PARQUET in map(kind_of, (output, *inputs))
    if text and large:
        raise click.UsageError("TEXT is read at once; give files (-i) with --column, --jobs, --progress, --resume and Parquet")
    format_ = format_ or ("jsonl" if kind_of(output) == JSON_LINES else "text")
    if below is not None and format_ != "text":
        raise click.UsageError(f"--below and --format {format_} exclude each other")
    if format_ == SSML and (column or options["notation"] not in (None, "ipa")):
        raise click.UsageError("--format ssml is for lines in IPA; leave out --column and --notation")
    if not text and not inputs:
        if sys.stdin is not None and sys.stdin.isatty():
            click.echo(context.get_help())
            return
        inputs = (STANDARD,)
    hama = _transcriber(options)
    for line in hama.skipped_lines:
        click.echo(f"hamanlp: left out: {line}", err=True)
    files = [Input(path) for path in inputs]
    if large or (files and output != STANDARD):
        from .job import Job  # noqa: PLC0415 - short texts need not wait for what large ones need

        job = Job(
            hama=hama, inputs=files, output=output, format=format_, below=below, column=column, workers=jobs, errors=errors
        )
        with _as_usage_error():
            job.run(resume=resume, show=progress)
        return
    chunks = _of_arguments(text, errors) if text else _of_files(files, errors)
    with Output(output, files) as out:
        for lines in written(hama, chunks, format_, below):
            out.write(lines)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and exit: every failure is one line on standard error, never a traceback.

    Args:
        arguments: the command line without the program's name; by default that of this process.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # else it is closed, or replaced
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # whatever the locale
    hear(stop)
    status = _run(arguments)
    hear(signal.SIG_IGN)  # nothing is left to stop
    sys.exit(status)


def _run(arguments: Sequence[str] | None) -> int:  # noqa: PLR0911 - a table of ends
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        name = _subcommand(arguments)
        if arguments and name is not None:
            other: click.Command = importlib.import_module(name, __package__).command
            other.main(list(arguments[1:]), prog_name=f"hamanlp {arguments[0]}", standalone_mode=False)
        else:
            command.main(list(arguments), prog_name="hamanlp", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.UsageError as error:
        return _fail(f"{error.format_message().rstrip('.')}; see hamanlp --help", error.exit_code)
    except HamaError as error:
        return _fail(str(error), 1)
    except (click.Abort, KeyboardInterrupt):
        return STOPPED + signal.SIGINT
    except StoppedError as error:
        return _fail(f"stopped by {signal.Signals(error.number).name}; the lines before are written", STOPPED + error.number)
    except ReaderGoneError:
        return READER_GONE
    except OSError as error:
        _discard_output()
        return _fail(f"standard output: {error.strerror or error}", 1)
    return 0


def _subcommand(arguments: Sequence[str] | None) -> str | None:
    """The module of the subcommand that the first arguments name."""
    if not arguments:
        return None
    if arguments[0] == LEXICON and len(arguments) > 1 and arguments[1] in LEXICON_COMMANDS:
        return ".lexicon_command"
    if arguments[0] == INSPECT and len(arguments) > 1:
        return ".inspect_command"
    return SUBCOMMANDS.get(arguments[0])


def _transcriber(options: Options) -> Transcriber:
    given = cast("Options", {name: value for name, value in options.items() if value is not None})
    with _as_usage_error():
        return Transcriber(**given)


@contextmanager
def _as_usage_error() -> Iterator[None]:
    """An option that is refused, under its name on the command line."""
    try:
        yield
    except OptionError as error:
        message = str(error).removeprefix(error.option)
        raise click.UsageError(f"--{error.option.replace('_', '-')}{message}") from error


def _of_arguments(texts: Iterable[str], errors: str) -> Iterator[bytes]:
    """Each argument's lines; an empty argument is an empty line."""
    for number, text in enumerate(texts, 1):
        data = text.encode("utf-8", sys.getfilesystemencodeerrors())  # the bytes that Python could not decode, as they were
        yield from checked([data or b"\n"], f"argument {number}", errors)


def _of_files(files: Iterable[Input], errors: str) -> Iterator[bytes]:
    for file in files:
        yield from checked(file.chunks(), file.name, errors)


def _fail(message: str, code: int) -> int:
    if sys.stderr is not None:
        with suppress(OSError):
            print(f"hamanlp: error: {message}", file=sys.stderr)
    return code


def _discard_output() -> None:
    """Let the interpreter's last flush of standard output go nowhere, since its first one failed."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
