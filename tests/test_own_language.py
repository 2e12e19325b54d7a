"""A language of its own: lexicon → checkpoint → wasm → text."""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

import hamanlp
from export.build import build_wasm
from export.web import WEB
from tests.conftest import Run, refused
from tests.web import MINIMUM, node
from train import own
from train.split import part_of
from train.vocabulary import Vocabulary

LETTERS = {"ŝ": "ʃ", "ñ": "ɲ", "ж": "ʒ", "b": "b", "k": "k", "m": "m", "a": "a", "o": "o", "ö": "ø"}
SMALL = "--hidden 32 --layers 2 --heads 1 --ffn 48 --context 40 --tokens 500 --warmup 20 --epochs 40 --ema 0.95".split()


def spoken(word: str) -> str:
    """A letter, a sound; the first vowel is stressed."""
    first = next(at for at, letter in enumerate(word) if letter in "aoö")
    return " ".join(("ˈ" if at == first else "") + LETTERS[letter] for at, letter in enumerate(word))


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own")
    chance = random.Random(1)
    words = {"".join(chance.choice("ŝñжbkm") + chance.choice("aoö") for _ in range(chance.randint(1, 4))) for _ in range(500)}
    lexicon = folder / "words.tsv"
    lexicon.write_text("# made up\n" + "".join(f"{word}\t{spoken(word)}\n" for word in sorted(words)), encoding="utf-8")
    arguments = ["--lexicon", lexicon, "--language", "xx", "--out", folder / "run", *SMALL]
    result = CliRunner().invoke(own.main, list(map(str, arguments)))
    assert result.exit_code == 0, result.output
    notes = json.loads((folder / "run" / "model" / "training.json").read_text(encoding="utf-8"))
    assert notes["training_words"][0]["words"] == sum(part_of(word) == "train" for word in words)
    return folder / "run" / "model"


@pytest.fixture(scope="module")
def built(checkpoint: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("built") / "xx.wasm"
    build_wasm(checkpoint, path)
    return path


def test_its_letters_are_read_in_either_case_and_aligned(built: Path) -> None:
    hama = hamanlp.Transcriber(model=str(built))
    assert hama("Ŝabö Ñoka, ЖAmo! 12") == "ˈʃabø ˈɲoka, ˈʒamo! 12"
    word = hama.analyze("ma Ŝabö").words[1]
    assert (word.lang, word.source, word.normalized) == ("xx", "model", "ŝabö")
    assert [(phone.phone, phone.start, phone.end) for phone in word.phones] == [
        ("ʃ", 3, 4), ("ˈa", 4, 5), ("b", 5, 6), ("ø", 6, 7),
    ]  # fmt: skip
    assert len(hama.trace("ŝabö")[0].steps) == 5


def test_nothing_of_english_or_korean_is_in_it(built: Path) -> None:
    hama = hamanlp.Transcriber(model=str(built))
    assert hama("bobo 안녕 $3") == "ˈbobo 안녕 $3"
    assert [word.source for word in hama.analyze("bass 3 안녕").words] == ["model", "passed", "passed"]


def test_the_command_takes_the_file_too(run: Run, built: Path, tmp_path: Path) -> None:
    assert run("-m", str(built), "ŝabö").stdout.decode() == "ˈʃabø\n"
    message = refused(run("-m", str(tmp_path / "none.wasm"), "ŝabö"), 2)
    assert message == f"--model: '{tmp_path / 'none.wasm'}': there is no such file; see hamanlp --help"
    assert "or the path of a .wasm file" in refused(run("-m", "klingon", "ŝabö"), 2)


def test_the_vocabulary_goes_on_after_that_of_the_engines_tables(checkpoint: Path) -> None:
    default, vocabulary = Vocabulary.default(), Vocabulary.load(checkpoint)
    assert vocabulary.graphemes == (*default.graphemes, "ñ", "ö", "ŝ", "ж")
    assert vocabulary.phones[: len(default.phones)] == default.phones
    assert len(vocabulary.encode_word("n\u0303각")) == 1 + 3


@pytest.mark.parametrize(
    ("line", "reason"),
    [("word", "a word, a tab"), ("word\t", "a word, a tab"), ("wo3\tw o", "'3' (U+0033)"), ("x\u0303\ts", "U+0303")],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, reason: str) -> None:
    lexicon = tmp_path / "words.tsv"
    lexicon.write_text(f"ok\to k\n{line}\n", encoding="utf-8")
    result = CliRunner().invoke(own.main, ["--lexicon", str(lexicon), "--language", "xx", "--out", str(tmp_path / "run")])
    assert result.exit_code == 1
    assert "words.tsv:2: " in result.output
    assert reason in result.output


@pytest.mark.skipif(node() is None, reason=f"Node {MINIMUM} or newer is not there: apt-get install nodejs")
def test_javascript_takes_the_file_too(built: Path) -> None:
    module = json.dumps((WEB / "hamanlp.js").as_uri())
    code = f"""
        import {{ load }} from {module};
        import {{ readFileSync }} from "node:fs";
        const hama = await load({{ wasm: readFileSync({json.dumps(str(built))}) }});
        console.log(hama.transcribe("Ŝabö"), hama.analyze("Ŝabö").words[0].lang);
    """
    program = node()
    assert program is not None
    command = [program, "--input-type=module", "-e", code]
    assert subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout == "ˈʃabø xx\n"
