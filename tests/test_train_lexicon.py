"""The readers: every lexicon of the manifest, what they reject, and the other files."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.train_samples import SAMPLES, WHOLE, needs_whole_lexica
from train import dataset, lexicon, phones_en, phones_ko
from train.sources import SOURCES, MissingDataError, data_folder, path_of
from train.split import part_of

ALL = [name for names in lexicon.LEXICA.values() for name in names]


def write(folder: Path, name: str, text: str) -> Path:
    (folder / SOURCES[name].file).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ALL)
def test_samples_read_into_the_inventory(name: str) -> None:
    read = lexicon.read(name, SAMPLES)
    assert len(read.words) > 200
    assert len(read.rejected) < 0.02 * len(read.words)
    stress = ("", phones_en.PRIMARY, phones_en.SECONDARY)
    english = {mark + vowel for mark in stress for vowel in phones_en.VOWELS} | set(phones_en.CONSONANTS)
    inventory = english if read.language == "en" else set(phones_ko.broad_phones())
    for word, pronunciations in read.words.items():
        assert pronunciations, word
        assert all(phones and set(phones) <= inventory for phones in pronunciations), word
        assert len({tuple(phones) for phones in pronunciations}) == len(pronunciations), word


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("cmudict", "read R EH1 D # past\nread(2) R IY1 D\nread(3) R EH1 D\n# nothing else\n", {"read": ["ɹ ˈɛ d", "ɹ ˈi d"]}),
        ("misaki_en_us", 'Abuse\t{"DEFAULT": "əbjˈus", "VERB": "əbjˈuz", "ADJ": null}\n',
         {"abuse": ["ə b j ˈu s", "ə b j ˈu z"]}),
        ("misaki_en_gb", 'cause\t"kˈɔːz"\n', {"cause": ["k ˈɔ z"]}),
        ("britfone_en_uk", "READ(1)\tɹ ˈiː d\nREAD(2)\tɹ ˈɛ d\n", {"read": ["ɹ ˈi d", "ɹ ˈɛ d"]}),
        ("wikipron_eng_us_broad", "about\tə b a ʊ t\nbird\tb ɜ ɹ d\njudge\td ʒ ʌ d͡ʒ\n",
         {"about": ["ə b aʊ t"], "bird": ["b ɝ d"], "judge": ["d͡ʒ ʌ d͡ʒ"]}),
        ("wikipron_eng_uk_broad", "go\tɡ ə ʊ\n", {"go": ["ɡ əʊ"]}),
        ("ipadict_ko", "가례\t/ka̠ɾje̞/, /ka̠ːɾje̞/, /ka̠ɾe̞/\n가격 경쟁\t/ka̠ɡjʌ̹k̚ kjʌ̹ŋd͡ʑɛ̝ŋ/\n",
         {"가례": ["k a l j e", "k a l e"], "가격": ["k a k j ʌ k"], "경쟁": ["k j ʌ ŋ t͡ɕ ɛ ŋ"]}),
        ("wikipron_kor_narrow", "가곡\tk a̠ ɡ o̞ k̚\n", {"가곡": ["k a k o k"]}),
    ],
)  # fmt: skip
def test_formats(tmp_path: Path, name: str, text: str, words: dict[str, list[str]]) -> None:
    read = lexicon.read(name, write(tmp_path, name, text))
    assert {word: [" ".join(phones) for phones in pronunciations] for word, pronunciations in read.words.items()} == words
    assert read.rejected == []


@pytest.mark.parametrize(
    ("name", "line", "reason"),
    [
        ("cmudict", "a.b EY1 B IY1", "'a.b' has characters that are no letters"),
        ("cmudict", "word W XX1 D", "'XX1' is not an ARPABET symbol"),
        ("cmudict", "word", "'word' has an empty pronunciation"),
        ("misaki_en_us", "word\tnot JSON", "Expecting value"),
        ("misaki_en_us", 'word\t"ba7"', "'7' (in 'ba7') is not in the English inventory"),
        ("britfone_en_uk", "no tab here", "not enough values"),
        ("wikipron_eng_us_broad", "paraná\tp æ", "'paraná' has characters that are no letters"),
        ("ipadict_ko", "가나\t/ka̠θ/", "'θ' (in 'kaθ') is not in the Korean inventory"),
        ("ipadict_ko", "가 나\t/ka̠na̠/", "'가 나' has 2 words but '/ka̠na̠/' has 1"),
        ("wikipron_kor_narrow", "ㅋㅋ\tk x", "'ㅋㅋ' has characters that are no hangul syllables"),
    ],
)
def test_what_cannot_be_read_is_rejected_with_place_and_reason(tmp_path: Path, name: str, line: str, reason: str) -> None:
    read = lexicon.read(name, write(tmp_path, name, f"\n{line}\n"))
    assert read.words == {}
    (rejected,) = read.rejected
    assert rejected.startswith(f"{SOURCES[name].file}:2: ")
    assert reason in rejected


def test_lexica_merge_with_the_first_ahead(tmp_path: Path) -> None:
    write(tmp_path, "ipadict_ko", "가례\t/ka̠ɾje̞/\n")
    write(tmp_path, "wikipron_kor_narrow", "가례\tk a̠ ɾ e̞\n가례\tk a̠ ɾ j e̞\n")
    merged = lexicon.merge([lexicon.read(name, tmp_path) for name in ("wikipron_kor_narrow", "ipadict_ko")])
    assert merged == {"가례": [["k", "a", "l", "e"], ["k", "a", "l", "j", "e"]]}


def test_a_missing_file_is_named_with_the_ways_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError) as caught:
        lexicon.read("cmudict", tmp_path)
    message = str(caught.value)
    assert "cmudict.dict is not in" in message
    assert str(tmp_path) in message
    assert "python -m train.download cmudict" in message
    assert "HAMANLP_DATA" in message


def test_a_missing_file_without_address_says_so(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match="no download address .*National Institute of Korean Language"):
        path_of("ko_standard_pronunciation_sample", tmp_path)


def test_an_unknown_lexicon_is_named_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="'cmu' is not a pronunciation lexicon; there are cmudict, misaki_en_us"):
        lexicon.read("cmu", SAMPLES)


def test_the_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HAMANLP_DATA", str(tmp_path))
    assert data_folder() == tmp_path
    monkeypatch.delenv("HAMANLP_DATA")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert data_folder() == tmp_path / "hamanlp" / "data"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert data_folder() == Path.home() / ".cache" / "hamanlp" / "data"


@pytest.mark.parametrize("name", [name for name in SOURCES if name.startswith("sigmorphon")])
def test_shared_task_files_are_read_as_they_stand(name: str) -> None:
    rows = lexicon.read_shared_task(name, SAMPLES)
    assert len(rows) == 60
    assert all(word and phones for word, phones in rows)


def test_homographs_have_code_point_offsets(tmp_path: Path) -> None:
    for row in lexicon.read_homographs(SAMPLES):
        assert row.sentence[row.start : row.end].lower() == row.homograph
        assert row.word_id.startswith(row.homograph)
    header = '"homograph"\t"wordid"\t"sentence"\t"start"\t"end"\n'
    write(tmp_path, "homographs_train", header + '"live"\t"live_vrb"\t"Cafés ""live"" on."\t8\t12\n')
    (row,) = lexicon.read_homographs(tmp_path)
    assert row.sentence[row.start : row.end] == "live"
    write(tmp_path, "homographs_train", header + '"live"\t"live_vrb"\t"é live"\t1\t5\n')
    with pytest.raises(ValueError, match="homographs_train.tsv:2: offset inside a character"):
        lexicon.read_homographs(tmp_path)


def test_homograph_readings_and_the_korean_norm() -> None:
    readings = lexicon.read_homograph_readings(SAMPLES)
    assert readings["abstract_adj-nou"] == "'æbˌstɹækt"
    norm = lexicon.read_korean_norm(SAMPLES)
    assert norm[0] == ("다쳐", ["다처"], "5")
    assert len(norm) == 40


@needs_whole_lexica
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("cmudict", 117_000), ("misaki_en_us", 82_000), ("misaki_en_gb", 79_000), ("britfone_en_uk", 13_000),
        ("wikipron_eng_us_broad", 58_000), ("wikipron_eng_uk_broad", 61_000), ("ipadict_ko", 58_000),
        ("wikipron_kor_narrow", 19_000),
    ],
)  # fmt: skip
def test_whole_lexica(name: str, words: int) -> None:
    read = lexicon.read(name, WHOLE)
    assert len(read.words) >= words
    assert len(read.rejected) < 0.02 * len(read.words)
    parts = Counter(map(part_of, read.words))
    assert 0.04 < parts["test"] / len(read.words) < 0.06
    assert 0.01 < parts["dev"] / len(read.words) < 0.02


@needs_whole_lexica
def test_enough_words_are_held_out() -> None:
    assert len(dataset.read_words(dataset.LEXICA["en"], "test", WHOLE)) >= 5_000
    assert len(dataset.read_words(dataset.LEXICA["ko"], "test", WHOLE)) >= 2_500
    assert len(dataset.read_words(dataset.LEXICA["en"], "train", WHOLE)) >= 109_000
