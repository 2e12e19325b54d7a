"""The vocabulary: graphemes in, phones out, and the tokenizer files beside a checkpoint.

Graphemes are lower-case Latin letters, apostrophe, hyphen, and Hangul jamo (onsets, nuclei and codas are different code points,
as NFD gives them). A grapheme and a phone may look alike (`b`), so graphemes are written `<b>` in the vocabulary; phones stand
as they are.
"""

from __future__ import annotations

import json
import string
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from train import phones_en, phones_ko
from train.accent import british_phones
from train.files import write_json

PAD, BOS, EOS, SEP = "<pad>", "<bos>", "<eos>", "<sep>"
SPECIALS = (PAD, BOS, EOS, SEP)
PAD_ID, BOS_ID, EOS_ID, SEP_ID = range(4)
_SOURCE = "<source:"

LATIN = (*string.ascii_lowercase, "'", "-")
JAMO = tuple(chr(code) for first, count in ((0x1100, 19), (0x1161, 21), (0x11A8, 27)) for code in range(first, first + count))


@dataclass(frozen=True)
class Vocabulary:
    """Token ids of one model: specials, then sources, then graphemes, then phones.

    Attributes:
        graphemes: characters of the input, in id order.
        phones: phones of the output, in id order.
        sources: lexica that have a manner of their own; a word in the manner of one begins with its token instead of `<bos>`.
    """

    graphemes: tuple[str, ...]
    phones: tuple[str, ...]
    sources: tuple[str, ...] = ()

    @classmethod
    def default(cls, sources: tuple[str, ...] = (), *, british: bool = False) -> Vocabulary:
        """American English and Korean, and British English if asked; phones written alike in several share an id."""
        phones = dict.fromkeys([*phones_en.american_phones(), *phones_ko.broad_phones()])
        phones |= dict.fromkeys(british_phones() if british else [])
        return cls(LATIN + JAMO, tuple(phones), sources)

    @property
    def tokens(self) -> list[str]:
        """Every token in id order, as `tokenizer.json` names them."""
        sources = (f"{_SOURCE}{source}>" for source in self.sources)
        return [*SPECIALS, *sources, *(f"<{grapheme}>" for grapheme in self.graphemes), *self.phones]

    @property
    def first_grapheme(self) -> int:
        """The id of the first grapheme."""
        return len(SPECIALS) + len(self.sources)

    def begin(self, source: str = "") -> int:
        """The token that a word begins with: that of a source, or `<bos>` for a source without one."""
        return len(SPECIALS) + self.sources.index(source) if source in self.sources else BOS_ID

    @property
    def first_phone(self) -> int:
        """The id of the first phone; all phones follow it."""
        return self.first_grapheme + len(self.graphemes)

    def __len__(self) -> int:
        return self.first_phone + len(self.phones)

    @cached_property
    def _grapheme_ids(self) -> dict[str, int]:
        return {grapheme: self.first_grapheme + at for at, grapheme in enumerate(self.graphemes)}

    @cached_property
    def _phone_ids(self) -> dict[str, int]:
        return {phone: self.first_phone + at for at, phone in enumerate(self.phones)}

    def encode_word(self, word: str) -> list[int]:
        """A word as token ids: graphemes only, without the specials.

        Args:
            word: lower-case Latin or Hangul (any normalisation form).

        Raises:
            ValueError: a character is not in the vocabulary; the message names it.
        """
        try:
            composed = unicodedata.normalize("NFC", word)
            known = self._grapheme_ids
            # A letter of the vocabulary is one grapheme; all else is taken apart, as syllables into jamo.
            parts = (
                part for letter in composed for part in (letter if letter in known else unicodedata.normalize("NFD", letter))
            )
            return [known[part] for part in parts]
        except KeyError as error:
            raise ValueError(f"{error.args[0]!r} (in {word!r}) is not among the model's graphemes") from error

    def encode_phones(self, phones: list[str]) -> list[int]:
        """Phones as token ids, without the end token.

        Raises:
            ValueError: a phone is not in the vocabulary; the message names it.
        """
        try:
            return [self._phone_ids[phone] for phone in phones]
        except KeyError as error:
            raise ValueError(f"{error.args[0]!r} (in {' '.join(phones)!r}) is not among the model's phones") from error

    def decode_phones(self, ids: list[int]) -> list[str]:
        """Token ids as phones; ids that are no phones (specials, graphemes) are left out."""
        return [self.phones[token - self.first_phone] for token in ids if token >= self.first_phone]

    def save(self, folder: Path) -> None:
        """Write `tokenizer.json` and `tokenizer_config.json`, which `PreTrainedTokenizerFast` opens.

        The tokenizer takes tokens separated by spaces: `<bos> <h> <i> <sep>`.
        """
        vocab = {token: at for at, token in enumerate(self.tokens)}
        plain = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
        added = [{"id": at, "content": token, **plain} for at, token in enumerate(SPECIALS)]
        tokenizer = {
            "version": "1.0", "truncation": None, "padding": None, "added_tokens": added, "normalizer": None,
            "pre_tokenizer": {"type": "WhitespaceSplit"}, "post_processor": None, "decoder": None,
            "model": {"type": "WordLevel", "vocab": vocab, "unk_token": PAD},
        }  # fmt: skip
        config = {
            "tokenizer_class": "PreTrainedTokenizerFast", "clean_up_tokenization_spaces": False,
            "bos_token": BOS, "eos_token": EOS, "pad_token": PAD, "sep_token": SEP,
        }  # fmt: skip
        for name, content in (("tokenizer.json", tokenizer), ("tokenizer_config.json", config)):
            write_json(content, folder / name)

    @classmethod
    def load(cls, folder: Path) -> Vocabulary:
        """Read the vocabulary of a checkpoint folder.

        Raises:
            FileNotFoundError: there is no `tokenizer.json`.
            ValueError: the tokens are not in the order specials, sources, graphemes, phones.
        """
        vocab: dict[str, int] = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
        tokens = sorted(vocab, key=vocab.__getitem__)
        sources = tuple(token[len(_SOURCE) : -1] for token in tokens if token.startswith(_SOURCE))
        rest = tokens[len(SPECIALS) + len(sources) :]
        graphemes = tuple(token[1:-1] for token in rest if token.startswith("<"))
        vocabulary = cls(graphemes, tuple(rest[len(graphemes) :]), sources)
        if vocabulary.tokens != tokens:
            raise ValueError(f"{folder / 'tokenizer.json'}: tokens must be specials, sources, graphemes, phones")
        return vocabulary
