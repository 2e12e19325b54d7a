"""The phone maps: every symbol of every source has one place in the inventory."""

from __future__ import annotations

import pytest

from train import phones_en, phones_ko

ARPABET_TO_IPA = {
    "AA": "ɑ", "AE": "æ", "AO": "ɔ", "AW": "aʊ", "AY": "aɪ", "EH": "ɛ", "EY": "eɪ", "IH": "ɪ", "IY": "i", "OW": "oʊ",
    "OY": "ɔɪ", "UH": "ʊ", "UW": "u",
    "B": "b", "CH": "t͡ʃ", "D": "d", "DH": "ð", "F": "f", "G": "ɡ", "HH": "h", "JH": "d͡ʒ", "K": "k", "L": "l", "M": "m",
    "N": "n", "NG": "ŋ", "P": "p", "R": "ɹ", "S": "s", "SH": "ʃ", "T": "t", "TH": "θ", "V": "v", "W": "w", "Y": "j",
    "Z": "z", "ZH": "ʒ",
}  # fmt: skip
VOWELS = ("AA", "AE", "AO", "AW", "AY", "EH", "EY", "IH", "IY", "OW", "OY", "UH", "UW")
MARKS = {"0": "", "1": "ˈ", "2": "ˌ"}
REDUCED = [("AH0", "ə"), ("AH1", "ˈʌ"), ("AH2", "ˌʌ"), ("ER0", "ɚ"), ("ER1", "ˈɝ"), ("ER2", "ˌɝ")]
ALL_ARPABET = (
    [(symbol, ARPABET_TO_IPA[symbol]) for symbol in ARPABET_TO_IPA if symbol not in VOWELS]
    + [(vowel + digit, mark + ARPABET_TO_IPA[vowel]) for vowel in VOWELS for digit, mark in MARKS.items()]
    + REDUCED
)


@pytest.mark.parametrize(("symbol", "phone"), ALL_ARPABET)
def test_arpabet_symbol(symbol: str, phone: str) -> None:
    assert phones_en.from_arpabet([symbol]) == [phone]


def test_arpabet_gives_the_american_inventory_and_nothing_else() -> None:
    assert sorted(phone for _, phone in ALL_ARPABET) == sorted(phones_en.american_phones())
    assert len(set(phones_en.american_phones())) == len(phones_en.american_phones()) == 24 + 13 * 3 + 6


@pytest.mark.parametrize("phone", phones_en.american_phones())
def test_every_american_phone_reads_back_from_ipa(phone: str) -> None:
    assert phones_en.from_ipa(phone, "us") == [phone]


@pytest.mark.parametrize("symbols", [["AX"], ["B1"], ["AA3"], ["aa1"], [""], ["AH", "?"]])
def test_what_is_no_arpabet_is_named(symbols: list[str]) -> None:
    with pytest.raises(ValueError, match=f"'{symbols[-1].replace('?', '.')}' is not an ARPABET symbol"):
        phones_en.from_arpabet(symbols)


def test_a_vowel_without_digit_is_unstressed() -> None:
    assert phones_en.from_arpabet(["AH", "B", "AA"]) == ["ə", "b", "ɑ"]


@pytest.mark.parametrize(
    ("text", "accent", "phones"),
    [
        # Kokoro's letters (misaki)
        ("ʤˈAn", "us", "d͡ʒ ˈeɪ n"), ("ʧˈIld", "us", "t͡ʃ ˈaɪ l d"), ("bˈOt", "us", "b ˈoʊ t"), ("bˈQt", "gb", "b ˈəʊ t"),
        ("nˌW", "us", "n ˌaʊ"), ("bˈY", "us", "b ˈɔɪ"), ("lˈɪtᵊl", "us", "l ˈɪ t ə l"), ("ɹˈOzᵻz", "us", "ɹ ˈoʊ z ɪ z"),
        ("bˈʌɾəɹ", "us", "b ˈʌ t ɚ"), ("bˈɜɹd", "us", "b ˈɝ d"), ("bˈɜːd", "gb", "b ˈɜ d"), ("kˈɒz", "gb", "k ˈɒ z"),
        ("kˈɑː", "gb", "k ˈɑ"),
        # Britfone
        ("ˈɪə ɹ", "gb", "ˈɪə ɹ"), ("d ɹ ˈɔː ɪ ŋ", "gb", "d ɹ ˈɔ ɪ ŋ"), ("tʃ ˈɛə", "gb", "t͡ʃ ˈɛə"), ("k ˈæ t", "gb", "k ˈæ t"),
        # WikiPron, after its reader has joined what it parts
        ("baʊt", "us", "b aʊ t"), ("mɝəkə", "us", "m ɝ ə k ə"), ("mɝəkə", "gb", "m ɜ ɹ ə k ə"), ("bʌɾn̩", "us", "b ʌ t ə n"),
        ("a̯", "us", "ɑ"), ("ɡoʊ", "gb", "ɡ əʊ"), ("go", "us", "ɡ oʊ"), ("ʍɪt͡ʃ", "us", "w ɪ t͡ʃ"),
        # The engine: stress before the syllable, its phones parted
        ("h ə ˈl oʊ", "us", "h ə l ˈoʊ"), ("ˈs t ɹ ɛ ŋ θ", "us", "s t ɹ ˈɛ ŋ θ"), ("ə ɹ ˈaʊ n d", "us", "ə ɹ ˈaʊ n d"),
        ("ˈn ʌ t ʃ ɛ l", "us", "n ˈʌ t ʃ ɛ l"), ("ˈs ɔ ɪ ŋ", "us", "s ˈɔ ɪ ŋ"), ("ˌæ k s ɛ p ˈt͡ʃ ɝ", "us", "ˌæ k s ɛ p t͡ʃ ˈɝ"),
        ("", "us", ""),
    ],
)  # fmt: skip
def test_english_ipa(text: str, accent: phones_en.Accent, phones: str) -> None:
    assert phones_en.from_ipa(text, accent) == phones.split()


def test_a_stressed_reduced_vowel_is_the_full_one() -> None:
    assert phones_en.from_ipa("ˈə", "us") == ["ˈʌ"]
    assert phones_en.from_ipa("ˌɚ", "us") == ["ˌɝ"]


@pytest.mark.parametrize("text", ["q", "x", "ˈy", "ba7"])
def test_what_is_not_english_ipa_is_named(text: str) -> None:
    with pytest.raises(ValueError, match="is not in the English inventory"):
        phones_en.from_ipa(text, "us")


def test_folds() -> None:
    assert phones_en.fold39(["ˈʌ", "ə", "ˌɝ", "ɚ", "ˌoʊ", "t͡ʃ"]) == ["ə", "ə", "ɚ", "ɚ", "oʊ", "t͡ʃ"]
    assert phones_en.fold_reduced(["ˈʌ", "ʌ", "ˌɝ", "ɚ", "ˌoʊ"]) == ["ˈə", "ə", "ˌɚ", "ɚ", "ˌoʊ"]
    assert len({phones_en.fold39([phone])[0] for phone in phones_en.american_phones()}) == 39


@pytest.mark.parametrize("phone", phones_ko.broad_phones())
def test_every_korean_phone_reads_back(phone: str) -> None:
    assert phones_ko.from_ipa(phone) == [phone]


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("/a̠nɲjʌ̹ŋ/", "a n n j ʌ ŋ"), ("k a̠ ɡ o̞ k̚", "k a k o k"), ("/ka̠ːŋ/", "k a ŋ"), ("/ˈka̠ːɡa̠dɛ̝sʰo̞/", "k a k a t ɛ s o"),
        ("t͡ɕ͈ɯ", "t͡ɕ͈ ɯ"), ("d͡ʑi", "t͡ɕ i"), ("ɸwa̠", "h w a"), ("ɥi", "w i"), ("ø", "w e"), ("ɰi", "ɰ i"), ("ɕ͈i", "s͈ i"),
        ("ʃʰwi", "s w i"),
        ("kxɯ", "kʰ ɯ"), ("βʷo̞", "h o"), ("sa̠ɾa̠ŋ", "s a l a ŋ"), ("t a l k", "t a l k"), ("", ""),
    ],
)  # fmt: skip
def test_korean_ipa(text: str, phones: str) -> None:
    assert phones_ko.from_ipa(text) == phones.split()


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        # WikiPron leaves j out after a palatal consonant, ipa-dict writes both.
        ("a̠ n ɲ ʌ̹ ŋ", "a n n j ʌ ŋ"), ("/a̠nɲjʌ̹ŋ/", "a n n j ʌ ŋ"), ("ɰ iː ʝ a̠ ŋ", "ɰ i h j a ŋ"),
        ("t͡ɕ a̠ ŋ ɲ ʌ̹ k̚", "t͡ɕ a ŋ n j ʌ k"),
        ("h ɛ̝ ɡ j ʌ̹ ʎ ʎ o", "h ɛ k j ʌ l l j o"), ("ɕʰ o", "s j o"), ("ʃ͈ o", "s͈ j o"), ("ç o̞", "h j o"), ("kç ʌ̹", "kʰ j ʌ"),
        # Before i there is none, nor at the end of a syllable.
        ("p j ʌ̹ ʎ ʎ i ɭ", "p j ʌ l l i l"), ("w ʌ̹ ɲ d͡ʑ a̠ ŋ", "w ʌ n t͡ɕ a ŋ"), ("ɕʰ i k̚", "s i k"),
        ("ʃʰ w i", "s w i"), ("t͡ɕ a̠", "t͡ɕ a"),
    ],
)  # fmt: skip
def test_j_is_restored_after_a_palatal_consonant(text: str, phones: str) -> None:
    assert phones_ko.from_ipa(text) == phones.split()


def test_what_is_not_korean_ipa_is_named() -> None:
    with pytest.raises(ValueError, match="'θ' .* is not in the Korean inventory"):
        phones_ko.from_ipa("aθa")


def test_korean_fold() -> None:
    assert phones_ko.fold(["k", "ɛ", "ɯ", "i", "ɯ", "n"]) == ["k", "e", "ɰ", "i", "ɯ", "n"]
