"""The accent dial: one set of weights that reads American English at 0, British English at 1, and what lies between.

Every neuron of a feed-forward layer has a specialty m between 0 and 1, which is never trained, and its output is multiplied by
a gate that is open for an accent near m. The idea is that of a mixture whose experts are single neurons and whose router is a
number that the user gives. Specialties follow the arcsine distribution, Beta(½, ½), which is U-shaped: most neurons belong to
one end, some serve both. In training the accent a of a word is drawn from Beta(½, ½), or put at one of the ends, where most
people leave it; its lexicon is British with the probability a, so that what is learned at 0.3 comes from the British lexicon in
three cases of ten.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from train import phones_en
from train.phones_en import PRIMARY, SECONDARY

BRITISH_LEXICA = ("misaki_en_gb", "britfone_en_uk")
"""What a British accent is: both write modern Southern British English, and agree in all but 1.7 % of the phones."""

SIDES = ("none", "us", "gb")
"""To which accent the pronunciation of an example belongs; `none` is Korean, which is always read at 0."""

# What a vowel that only the British lexica have sounds most like in the American ones, for weights to start from.
NEAREST = {"ɒ": "ɑ", "əʊ": "oʊ", "ɜ": "ɝ", "ɪə": "ɪ", "ɛə": "ɛ", "ʊə": "ʊ"}


def british_phones() -> list[str]:
    """The phones that only British English has, in a fixed order: vowels with their stress."""
    return [mark + vowel for vowel in phones_en.BRITISH_VOWELS for mark in ("", PRIMARY, SECONDARY)]


def nearest_phone(phone: str) -> str | None:
    """The American phone nearest to a British one, of the same stress; None for any other phone.

    Among the phones of the models stressed ə is ʌ, and ɝ is always stressed.
    """
    vowel = phone.lstrip(PRIMARY + SECONDARY)
    if vowel not in NEAREST:
        return None
    return {"ɝ": "ɚ"}.get(NEAREST[vowel], NEAREST[vowel]) if phone == vowel else phone[: -len(vowel)] + NEAREST[vowel]


def specialties(count: int) -> Tensor:
    """The specialties of the neurons of a layer: `count` quantiles of the arcsine distribution, rising, shape [count].

    Neurons are alike before training, so that their order is no less random than a draw would be, and nothing has to be stored.
    """
    return torch.sin((torch.arange(count, dtype=torch.float64) + 0.5) * (math.pi / 2 / count)).square().float()


def gates(accents: Tensor, count: int, slope: float) -> Tensor:
    """How far the neurons of a layer are open: slope · (1 - |m - a|), within 0 and 1.

    Args:
        accents: shape [...].
        count: of neurons.
        slope: with 2, neurons up to a distance of ½ are wholly open, and one at the other end is shut.

    Returns:
        Shape [..., count].
    """
    distance = (specialties(count).to(accents.device) - accents[..., None]).abs()
    return (slope * (1 - distance)).clamp(0, 1)


def draw_accents(sides: Tensor, ends: float) -> Tensor:
    """Accents for examples of which it is known from which lexicon they come.

    If a ~ Beta(½, ½) and the lexicon is British with the probability a, then a ~ Beta(3/2, ½) for what is British and
    Beta(½, 3/2) for what is American. What is at the ends is British at 1 and American at 0.

    Args:
        sides: indices of `SIDES`, shape [batch].
        ends: how many of the accents are 0 or 1, beside those that are drawn.

    Returns:
        Shape [batch]; 0 where there is no accent.
    """
    accents = torch.distributions.Beta(0.5, 1.5).sample(sides.shape).to(sides.device)
    accents *= torch.rand(sides.shape, device=sides.device) >= ends
    british, american = sides == SIDES.index("gb"), sides == SIDES.index("us")
    return torch.where(british, 1 - accents, torch.where(american, accents, torch.zeros_like(accents)))
