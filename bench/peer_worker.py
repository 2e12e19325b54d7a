"""A peer under measurement, in a process of its own: `python peer_worker.py SETTINGS`, then a JSON request a line on stdin.

It needs nothing but the standard library and the peer, since it runs in the peer's environment. SETTINGS are JSON: the name of
a reader below, the language (en, gb or ko) and what else the reader takes. `peer_worker.cjs` does the same for npm packages.

    {"texts": ["one", "two"]}     → {"cpu": 0.1, "wall": 0.1, "peak_kb": 40000, "outputs": ["w ʌ n", "t uː"]}

Seconds of CPU include those of processes that the peer starts. What a peer prints goes to standard error.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Read = Callable[[list[str]], list[str]]

VOICES = {"en": "en-us", "gb": "en-gb", "ko": "ko"}


def hamanlp(language: str, model: str = "default", exceptions: bool = True) -> Read:
    """This project, phones parted by spaces."""
    package = importlib.import_module("hamanlp")
    accent = "gb" if language == "gb" else "us"
    lang = "ko" if language == "ko" else "en"
    read: Read = package.Transcriber(
        lang=lang, accent=accent, model=model, exceptions=exceptions, preserve_punctuation=False, phone_separator=" "
    )
    return read


def hama(language: str) -> Read:
    """The PyPI package `hama`, which finds out the language by itself."""
    del language
    model = importlib.import_module("hama").G2PModel()
    return lambda texts: [model.predict(text).ipa for text in texts]


def espeak(language: str) -> Read:
    """espeak-ng's library, called in this process."""
    import ctypes  # noqa: PLC0415 - only the reader asked for is loaded

    library = ctypes.CDLL("libespeak-ng.so.1")
    synchronous, utf8, ipa = 2, 1, 2
    if library.espeak_Initialize(synchronous, 0, None, 0) < 0:
        raise RuntimeError("espeak-ng does not start")
    convert = library.espeak_TextToPhonemes
    convert.restype = ctypes.c_char_p
    convert.argtypes = [ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int]
    # Its voice of British English is called en in some versions.
    if all(library.espeak_SetVoiceByName(name.encode()) != 0 for name in (VOICES[language], language.replace("gb", "en"))):
        raise RuntimeError(f"espeak-ng has no voice {VOICES[language]}")

    def one(text: str) -> str:
        rest = ctypes.c_char_p(text.encode())
        clauses = []
        while rest.value is not None:
            clauses.append(convert(ctypes.byref(rest), utf8, ipa))
        return b" ".join(clauses).decode()

    return lambda texts: [one(text) for text in texts]


def phonemizer(language: str) -> Read:
    """The package phonemizer with espeak-ng behind it."""
    espeak_backend = importlib.import_module("phonemizer.backend").EspeakBackend(VOICES[language], with_stress=True)

    def read(texts: list[str]) -> list[str]:
        found: list[str] = espeak_backend.phonemize(texts, strip=True)
        return found

    return read


def g2p_en(language: str, lookup: bool = True) -> Read:
    """g2p-en: CMUdict, and a network for other words; without `lookup` the network alone."""
    del language
    corpus: Any = importlib.import_module("nltk.corpus")
    if not lookup:
        corpus.cmudict = type("Empty", (), {"dict": staticmethod(dict)})
    model = importlib.import_module("g2p_en").G2p()
    if lookup:
        return lambda texts: [" ".join(model(text)) for text in texts]
    return lambda texts: [" ".join(symbol for word in text.lower().split() for symbol in model.predict(word)) for text in texts]


def gruut(language: str, lookup: bool = True) -> Read:
    """gruut: a lexicon, and a model for other words; without `lookup` the model alone."""
    package = importlib.import_module("gruut")
    voice = VOICES[language]
    if not lookup:
        guess = importlib.import_module("gruut.lang").get_settings(voice).guess_phonemes
        return lambda texts: [" ".join(phone for word in text.lower().split() for phone in guess(word) or ()) for text in texts]
    return lambda texts: [
        " ".join(phone for line in package.sentences(text, lang=voice) for word in line for phone in word.phonemes or ())
        for text in texts
    ]


def misaki(language: str) -> Read:
    """misaki: dictionaries, and espeak-ng for other words; its tagger only where spaCy's model is installed."""
    spacy = importlib.import_module("spacy")
    english = importlib.import_module("misaki.en")
    if not spacy.util.is_package("en_core_web_sm"):
        _tag_without_model(spacy)
    british = language == "gb"
    fallback = importlib.import_module("misaki.espeak").EspeakFallback(british=british)
    model = english.G2P(trf=False, british=british, fallback=fallback)
    return lambda texts: [model(text)[0] for text in texts]


def _tag_without_model(spacy: Any) -> None:
    """Every word a noun in the singular, which is the commonest tag."""

    def tag(document: Any) -> Any:
        for token in document:
            token.tag_ = "." if token.is_punct else "CD" if token.like_num else "NN"
        return document

    def load(*_: object, **__: object) -> Any:
        spacy.Language.component("all_nouns", func=tag)
        pipeline = spacy.blank("en")
        pipeline.add_pipe("all_nouns")
        return pipeline

    spacy.util.is_package = lambda _: True
    spacy.load = load


def g2pk(language: str, package: str = "g2pk") -> Read:
    """g2pk or g2pkk: rules over mecab's morphemes, pronunciations in hangul."""
    del language
    corpus: Any = importlib.import_module("nltk.corpus")
    try:
        corpus.cmudict.dict()
    except LookupError:  # it is for Latin words only
        corpus.cmudict = type("Empty", (), {"dict": staticmethod(dict)})
    model = importlib.import_module(package).G2p()
    return lambda texts: [model(text) for text in texts]


def phonetisaurus(language: str, model: str) -> Read:
    """Phonetisaurus, which reads a list of words in one call of its program."""
    del language
    predict = importlib.import_module("phonetisaurus").predict
    _adopt()

    def read(texts: list[str]) -> list[str]:
        words = list(dict.fromkeys(word for text in texts for word in text.lower().split()))
        known = {word: " ".join(phones) for word, phones in predict(words, model)}
        _wait()
        return [" ".join(known.get(word, "") for word in text.lower().split()) for text in texts]

    return read


def _adopt() -> None:
    """Become the parent of processes whose parent ends without waiting for them, so that what they take is counted (Linux)."""
    import ctypes  # noqa: PLC0415 - only the reader asked for is loaded

    set_child_subreaper = 36
    ctypes.CDLL(None).prctl(set_child_subreaper, 1, 0, 0, 0)


def _wait() -> None:
    """Wait for all children."""
    try:
        while True:
            os.wait()
    except ChildProcessError:
        pass


READERS: dict[str, Callable[..., Read]] = {
    reader.__name__: reader for reader in (hamanlp, hama, espeak, phonemizer, g2p_en, gruut, misaki, g2pk, phonetisaurus)
}


def cpu_seconds() -> float:
    """CPU time of this process and of those that it started and that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def peak_kb() -> int:
    """The most memory this process has had, or the largest of those it started, whichever is more."""
    status = Path("/proc/self/status")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if status.is_file():  # what getrusage says on Linux includes the parent's at the time of the fork
        own = next((int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM:")), own)
    return max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)


def answer(read: Read, request: dict[str, Any]) -> dict[str, Any]:
    """Do one request and say what it took."""
    cpu, wall = cpu_seconds(), time.perf_counter()
    outputs = read(request["texts"])
    cpu, wall = cpu_seconds() - cpu, time.perf_counter() - wall
    return {"cpu": cpu, "wall": wall, "total_cpu": cpu_seconds(), "peak_kb": peak_kb(), "outputs": outputs}


def main() -> None:
    """Serve requests until standard input ends."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    settings = json.loads(sys.argv[1])
    read = READERS[settings.pop("reader")](**settings)
    for line in sys.stdin:
        print(json.dumps(answer(read, json.loads(line))), file=out, flush=True)


if __name__ == "__main__":
    main()
