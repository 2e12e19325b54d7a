"""Print a lexicon of a made-up language, to try a training out: `python -m train.made_up > words.tsv`.

Its spelling is nearly regular: c is t͡ʃ before e, i and ö, else k; ŝ is ʃ, ñ is ɲ and ö is ø; b, d and g are voiceless at the
end of a word; the last vowel but one has the stress. So a model must look at neighbours, at both ends of the word, and at
letters beyond a to z.
"""

from __future__ import annotations

import random

import click

VOWELS = "aeiouö"
CONSONANTS = "bcdgklmnñprsŝtv"
ENDS = ("", "", "", "b", "d", "g", "n", "s")
SOUNDS = {"ŝ": "ʃ", "ñ": "ɲ", "ö": "ø", "g": "ɡ"}
FINAL = {"b": "p", "d": "t", "g": "k"}


def spoken(word: str) -> list[str]:
    """The phones of a word."""
    places = [at for at, letter in enumerate(word) if letter in VOWELS]
    stressed = places[-2] if len(places) > 1 else places[0]
    phones = []
    for at, letter in enumerate(word):
        after = word[at + 1 : at + 2]
        phone = SOUNDS.get(letter, letter)
        if letter == "c":
            phone = "t͡ʃ" if after and after in "eiö" else "k"
        elif not after:
            phone = FINAL.get(letter, phone)
        phones.append(f"ˈ{phone}" if at == stressed else phone)
    return phones


def made_up(count: int, seed: int) -> list[str]:
    """So many different words of one to four syllables, sorted."""
    chance = random.Random(seed)
    words: set[str] = set()
    while len(words) < count:
        syllables = "".join(chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(chance.randint(1, 4)))
        words.add(syllables + chance.choice(ENDS))
    return sorted(words)


@click.command(help=__doc__)
@click.option("--count", default=2000, show_default=True, type=click.IntRange(1, 100_000), help="words")
@click.option("--seed", default=1, show_default=True, help="another one gives other words")
def main(count: int, seed: int) -> None:
    """Print the lexicon."""
    for word in made_up(count, seed):
        click.echo(f"{word}\t{' '.join(spoken(word))}")


if __name__ == "__main__":
    main()
