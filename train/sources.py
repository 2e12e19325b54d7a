"""Where the data come from: the manifest of public files, and the folder that holds them.

The files are never part of the project. `python -m train.download` fetches them into the cache folder; the environment
variable `HAMANLP_DATA` points at a folder that already has them.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

_GITHUB = "https://raw.githubusercontent.com"

Form = Literal["as-is", "json-lexicon", "comma-separated", "per-homograph"]


@dataclass(frozen=True)
class Source:
    """One public file.

    Attributes:
        file: its name in the data folder.
        url: where it is, pinned to a commit; None if there is no machine-readable original.
        licence: the data's licence (SPDX where there is one).
        attribution: whom to name, and where the data live.
        form: how the original differs from the file in the data folder; `train.download` converts it. "per-homograph" is one
            file per homograph, `{homograph}` in the address, to be joined under the first one's header.
        sha256: of the original at the address, where known; what is not known here is recorded at the first download.
    """

    file: str
    url: str | None
    licence: str
    attribution: str
    form: Form = "as-is"
    sha256: str | None = None


def _wikipron(scrape: str) -> str:
    return f"{_GITHUB}/CUNY-CL/wikipron/726951b5aa52f3dd15d28c0a12ccadec3e022fd5/data/scrape/tsv/{scrape}.tsv"


def _misaki(name: str) -> str:
    return f"{_GITHUB}/hexgrad/misaki/bc6b7d2d190fc3c0c773976e2acb3aadb5fb10b1/misaki/data/{name}.json"


def _sigmorphon(path: str) -> str:
    return f"{_GITHUB}/sigmorphon/{path}"


_WIKTIONARY = "Wiktionary contributors, extracted by WikiPron (Lee et al. 2020), github.com/CUNY-CL/wikipron"
_SIGMORPHON_2020 = "SIGMORPHON 2020 shared task 1 (Gorman et al. 2020), github.com/sigmorphon/2020; from Wiktionary"
_SIGMORPHON_2021 = "SIGMORPHON 2021 shared task 1 (Ashby et al. 2021), github.com/sigmorphon/2021-task1; from Wiktionary"
_HOMOGRAPHS = "Google (Gorman et al. 2018), github.com/google-research-datasets/WikipediaHomographData"
_HOMOGRAPH_COMMIT = "google-research-datasets/WikipediaHomographData/f251f1cef2fcef9aae852780eafa7b39017da78b"

SOURCES: dict[str, Source] = {
    "cmudict": Source(
        "cmudict.dict",
        f"{_GITHUB}/cmusphinx/cmudict/cf8f8c0648e052fdd025edd7606ffaef51457fa6/cmudict.dict",
        "BSD-2-Clause",
        "Carnegie Mellon University, The CMU Pronouncing Dictionary, github.com/cmusphinx/cmudict",
    ),
    "misaki_en_us": Source(
        "misaki_en_us.tsv", _misaki("us_gold"), "Apache-2.0", "hexgrad, misaki, github.com/hexgrad/misaki", "json-lexicon"
    ),
    "misaki_en_gb": Source(
        "misaki_en_gb.tsv", _misaki("gb_gold"), "Apache-2.0", "hexgrad, misaki, github.com/hexgrad/misaki", "json-lexicon"
    ),
    "britfone_en_uk": Source(
        "britfone_en_uk.tsv",
        f"{_GITHUB}/JoseLlarena/Britfone/5f7f7d7c8eb4a207d4e7ac288b6b647472bb207c/britfone.main.3.0.0.csv",
        "MIT",
        "Jose Llarena, Britfone, github.com/JoseLlarena/Britfone",
        "comma-separated",
    ),
    "wikipron_eng_us_broad": Source("wikipron_eng_us_broad.tsv", _wikipron("eng_latn_us_broad"), "CC-BY-SA-4.0", _WIKTIONARY),
    "wikipron_eng_uk_broad": Source("wikipron_eng_uk_broad.tsv", _wikipron("eng_latn_uk_broad"), "CC-BY-SA-4.0", _WIKTIONARY),
    "wikipron_kor_narrow": Source("wikipron_kor_narrow.tsv", _wikipron("kor_hang_narrow"), "CC-BY-SA-4.0", _WIKTIONARY),
    "ipadict_ko": Source(
        "ipadict_ko.tsv",
        f"{_GITHUB}/open-dict-data/ipa-dict/89430482089cb919503f3268a70ed67c815f8a02/data/ko.txt",
        "CC-BY-SA-4.0",
        "Wiktionary contributors, collected by ipa-dict, github.com/open-dict-data/ipa-dict",
    ),
    "sigmorphon2020_kor_train": Source(
        "sigmorphon2020_kor_train.tsv",
        _sigmorphon("2020/f3d624df394500dc35eb40bb4af833bbb568e89e/task1/data/train/kor_train.tsv"),
        "CC-BY-SA-4.0",
        _SIGMORPHON_2020,
    ),
    "sigmorphon2020_kor_dev": Source(
        "sigmorphon2020_kor_dev.tsv",
        _sigmorphon("2020/f3d624df394500dc35eb40bb4af833bbb568e89e/task1/data/dev/kor_dev.tsv"),
        "CC-BY-SA-4.0",
        _SIGMORPHON_2020,
    ),
    "sigmorphon2021_eng_us_train": Source(
        "sigmorphon2021_eng_us_train.tsv",
        _sigmorphon("2021-task1/b025f4ee7ece536f674e83a92c4cd2bbf96e0bba/data/high/eng_us_train.tsv"),
        "CC-BY-SA-4.0",
        _SIGMORPHON_2021,
    ),
    "sigmorphon2021_eng_us_dev": Source(
        "sigmorphon2021_eng_us_dev.tsv",
        _sigmorphon("2021-task1/ee8c46bc8f343cf630682d17f9b95063f9560d7b/data/high/eng_us_dev.tsv"),
        "CC-BY-SA-4.0",
        _SIGMORPHON_2021,
    ),
    "sigmorphon2021_kor_train": Source(
        "sigmorphon2021_kor_train.tsv",
        _sigmorphon("2021-task1/ee8c46bc8f343cf630682d17f9b95063f9560d7b/data/medium/kor_train.tsv"),
        "CC-BY-SA-4.0",
        _SIGMORPHON_2021,
    ),
    "sigmorphon2021_kor_dev": Source(
        "sigmorphon2021_kor_dev.tsv",
        _sigmorphon("2021-task1/75925d500a1f017b3ee4bf264d988595a699022d/data/medium/kor_dev.tsv"),
        "CC-BY-SA-4.0",
        _SIGMORPHON_2021,
    ),
    "homographs_train": Source(
        "homographs_train.tsv",
        f"{_GITHUB}/{_HOMOGRAPH_COMMIT}/data/train/{{homograph}}.tsv",
        "Apache-2.0",
        _HOMOGRAPHS,
        "per-homograph",
    ),
    "homograph_wordids": Source(
        "homograph_wordids.tsv", f"{_GITHUB}/{_HOMOGRAPH_COMMIT}/data/wordids.tsv", "Apache-2.0", _HOMOGRAPHS
    ),
    "ko_standard_pronunciation_sample": Source(
        "ko_standard_pronunciation_sample.tsv",
        None,
        "public norm",
        "National Institute of Korean Language, 표준 발음법 (Standard Pronunciation), korean.go.kr",
    ),
}


class MissingDataError(FileNotFoundError):
    """A data file is not in the data folder; the message names it and says how to get it."""


def data_folder() -> Path:
    """The folder with the data: `HAMANLP_DATA` if set, else `~/.cache/hamanlp/data` (under `XDG_CACHE_HOME` if that is set)."""
    if chosen := os.environ.get("HAMANLP_DATA"):
        return Path(chosen)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "hamanlp" / "data"


def path_of(name: str, folder: Path | None = None) -> Path:
    """The path of a source's file.

    Args:
        name: a key of `SOURCES`.
        folder: where to look; by default `data_folder()`.

    Raises:
        MissingDataError: the file is not there.
    """
    folder = folder or data_folder()
    source = SOURCES[name]
    path = folder / source.file
    if not path.is_file():
        way = f"Run `python -m train.download {name}`" if source.url else f"It has no download address ({source.attribution})"
        raise MissingDataError(f"{source.file} is not in {folder}. {way}, or set HAMANLP_DATA to a folder that has it.")
    return path
