"""The peers: what to install, how each is called, and what one should know about its figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Source = Literal["project", "pypi", "npm", "debian"]
Script = Literal["ipa", "arpabet", "hangul"]

OWN = "no: held out"
SEEN_UNKNOWN = "not known"


@dataclass(frozen=True)
class Variant:
    """One way to run a peer.

    Attributes:
        name: as tables show it.
        reader: in `peer_worker.py` or `peer_worker.cjs`.
        languages: en (American), gb (British), ko.
        script: what it writes.
        symbols: the table of `peer_symbols` for what it writes.
        seen: whether it has seen the test words.
        has_stress: whether it writes stress.
        settings: what else the reader takes; `{folder}` stands for the peer's environment.
        reads_text: whether it is measured on running text, too.
    """

    name: str
    reader: str
    languages: tuple[str, ...]
    script: Script
    symbols: str
    seen: str
    has_stress: bool = True
    settings: dict[str, Any] = field(default_factory=dict)
    reads_text: bool = True


@dataclass(frozen=True)
class Peer:
    """A system to install.

    Attributes:
        name: of the system.
        source: where it comes from.
        packages: what to install from there, the first being the system itself.
        variants: ways to run it.
        prepare: a step of `peer_environments` after the installation.
        needs: another peer that must be there.
        caveats: what one should know about its figures.
    """

    name: str
    source: Source
    packages: tuple[str, ...]
    variants: tuple[Variant, ...]
    prepare: str = ""
    needs: str = ""
    caveats: tuple[str, ...] = ()


def _own(model: str, languages: tuple[str, ...]) -> tuple[Variant, ...]:
    return (
        Variant(
            f"hamanlp {model}", "hamanlp", languages, "ipa", "hamanlp", OWN, settings={"model": model, "exceptions": False}
        ),
    )


PEERS = (
    Peer(
        "hamanlp",
        "project",
        ("hamanlp",),
        (*_own("default", ("en", "gb", "ko")), *_own("tiny", ("en",)), *_own("large", ("en",))),
        caveats=(
            "It is trained on the other words of the lexica that the references come from, so it shares their conventions.",
            "Its table of exceptions, which holds words of all parts of the split, is off for what is measured here.",
        ),
    ),
    Peer(
        "espeak-ng",
        "debian",
        ("espeak-ng", "libespeak-ng1", "espeak-ng-data", "libpcaudio0", "libsonic0"),
        (Variant("espeak-ng", "espeak", ("en", "gb", "ko"), "ipa", "espeak", "partly: its rules list words"),),
        caveats=(
            "Called as a library from Python; the size is that of its Debian packages, without Python.",
            "Its conventions differ from CMUdict's (reduced vowels, syllabic consonants, taps); the mapping forgives that.",
        ),
    ),
    Peer(
        "phonemizer",
        "pypi",
        ("phonemizer",),
        (Variant("phonemizer", "phonemizer", ("en", "gb", "ko"), "ipa", "espeak", "as espeak-ng"),),
        needs="espeak-ng",
        caveats=("It runs espeak-ng; its size is given without it.",),
    ),
    Peer(
        "g2p-en",
        "pypi",
        ("g2p-en",),
        (
            Variant("g2p-en, CMUdict", "g2p_en", ("en",), "arpabet", "arpabet", "yes: looks them up"),
            Variant(
                "g2p-en, network alone",
                "g2p_en",
                ("en",),
                "arpabet",
                "arpabet",
                "most: trained on CMUdict",
                settings={"lookup": False},
                reads_text=False,
            ),
        ),
        prepare="nltk_english",
        caveats=(
            "Its network was trained on CMUdict; what of that was left out is unknown, so it counts as having seen them.",
        ),
    ),
    Peer(
        "gruut",
        "pypi",
        ("gruut",),
        (
            Variant("gruut, lexicon", "gruut", ("en",), "ipa", "ipa", "yes: looks them up"),
            Variant(
                "gruut, model alone",
                "gruut",
                ("en",),
                "ipa",
                "ipa",
                "yes: trained on that lexicon",
                settings={"lookup": False},
                reads_text=False,
            ),
        ),
        caveats=("Its English lexicon is made of CMUdict.",),
    ),
    Peer(
        "misaki",
        "pypi",
        ("misaki[en]",),
        (Variant("misaki, dictionaries", "misaki", ("en", "gb"), "ipa", "kokoro", "yes: looks them up"),),
        prepare="spacy_english",
        caveats=(
            "Words in neither of its dictionaries are read by espeak-ng; with its dictionaries off it would be that.",
            "The British references are in part its own dictionary.",
        ),
    ),
    Peer(
        "phonetisaurus",
        "pypi",
        ("phonetisaurus",),
        (
            Variant(
                "phonetisaurus, trained here",
                "phonetisaurus",
                ("en",),
                "ipa",
                "hamanlp",
                OWN,
                settings={"model": "{folder}/data/g2p.fst"},
            ),
        ),
        prepare="phonetisaurus_model",
        caveats=(
            "It comes without a model: one is trained here, on this project's training part of CMUdict, with its defaults.",
            "It reads each distinct word of a call once, in a program that loads the model each time.",
        ),
    ),
    Peer(
        "phonemize",
        "npm",
        ("phonemize",),
        (
            Variant("phonemize", "phonemize", ("en", "gb"), "ipa", "ipa", "most: 125,000 words, says its README"),
            Variant("phonemize, Korean", "phonemize", ("ko",), "ipa", "romaja", SEEN_UNKNOWN, has_stress=False),
        ),
        caveats=("It runs in Node, which is in its memory and not in its size.",),
    ),
    Peer(
        "g2pk",
        "pypi",
        ("g2pk",),
        (Variant("g2pk", "g2pk", ("ko",), "hangul", "hangul", "no: rules", has_stress=False),),
        prepare="nltk_korean",
    ),
    Peer(
        "g2pkk",
        "pypi",
        ("g2pkk", "python-mecab-ko"),
        (Variant("g2pkk", "g2pk", ("ko",), "hangul", "hangul", "no: rules", False, {"package": "g2pkk"}),),
        prepare="nltk_korean",
    ),
    Peer(
        "hama",
        "pypi",
        ("hama",),
        (Variant("hama", "hama", ("en", "ko"), "ipa", "ipa", SEEN_UNKNOWN, has_stress=False),),
        caveats=("It writes no stress.",),
    ),
)
