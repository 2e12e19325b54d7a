"""The manual page: it has every option, and `man` finds nothing wrong with it."""

from __future__ import annotations

import re
import shutil
import subprocess

import click
import pytest

from bench.manual import COMMANDS, PAGE, escaped, page


def test_it_has_every_option_as_the_help_has() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for command in COMMANDS.values():
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                for name in (*parameter.opts, *parameter.secondary_opts):
                    assert escaped(name) in text, f"{name} is missing; run python -m bench.manual"
                assert escaped((parameter.help or "").split("  [")[0]) in text, "run python -m bench.manual"
    assert "Exit status: 0 done" in text


def test_what_is_written_is_a_page_of_man() -> None:
    assert re.match(r'\.TH HAMANLP 1 "" hamanlp\n\.SH NAME\n', page())
    assert "\\-\\-resume" in page()
    assert escaped(".so \\x") == "\\&.so \\ex"
    if shutil.which("man") is None:
        pytest.skip("there is no man")
    shown = subprocess.run(["man", "--warnings", "-l", str(PAGE)], capture_output=True, check=True)
    assert shown.stderr == b""
    assert b"--resume" in shown.stdout
