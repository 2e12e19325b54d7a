"""`train.korean_scores`: a model's Korean by length and against the norm."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from tests.train_samples import SAMPLES, save_untrained
from train import dataset, korean_scores
from train.korean import pronounce
from train.korean_jamo import to_phones


def test_korean_scores_by_length_and_against_the_norm(tmp_path: Path) -> None:
    checkpoint = tmp_path / "model"
    save_untrained(checkpoint)
    forms = tmp_path / "forms.tsv"
    forms.write_text("꽃이\t꼬치\t13\n값을\t갑쓸\t14\n", encoding="utf-8")
    arguments = ["--checkpoint", str(checkpoint), "--forms", str(forms), "--data", str(SAMPLES)]
    printed = CliRunner().invoke(korean_scores.main, arguments).output
    words = dataset.read_words(dataset.LEXICA["ko"], "test", SAMPLES)
    by_length = [int(line.split("syllables")[1].split()[0]) for line in printed.splitlines() if "syllables" in line]
    assert sum(by_length) == len(words)
    assert "forms.tsv                0 of 2 read as the norm says" in printed

    def by_rule(listed: list[str]) -> dict[str, list[str]]:
        return {word: to_phones(pronounce(word)[0]) for word in listed}

    assert korean_scores.share_right(by_rule, [("꽃이", ["꼬치"]), ("값을", ["갑쓸"]), ("국물", ["국물"])]) == (
        3, ["국물\tkuŋmul\t(norm kukmul)"]
    )  # fmt: skip
    assert korean_scores.by_length(by_rule, {"꽃": [["k͈", "o", "t"]]})["1 syllables"] == "1 words  PER 0.00  WER 0.00"
