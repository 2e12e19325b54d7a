"""The homograph classifier as it is stored: integers, read back and computed as the engine does it.

A folder has

    weights.safetensors     rows, places, cases, readings, biases as `HomographNetwork.stored` gives them, and the table's slots
    config.json             the network's widths and shifts
    readings.json           word → its readings in order: name, label, phones, british, source
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file

from train import homograph_network as network
from train.files import replacing, write_json
from train.homograph_features import BUCKET_BITS, FIRST_KEY, NEAR, PRINT_BITS, SHAPES, UNLISTED, WINDOW, Context, Table, case
from train.homograph_pronunciations import Reading

Integers = NDArray[np.int32]

_KINDS = {"rows": np.int8, "places": np.int8, "cases": np.int16, "readings": np.int8, "biases": np.int8, "slots": np.uint32}


def config() -> dict[str, Any]:
    """The network's widths, and the shifts that stand for its steps."""
    product = network.ROW_STEP * network.PLACE_STEP
    logit_step = network.HIDDEN_STEP * network.READING_STEP
    return {
        "window": WINDOW, "near": NEAR, "nearby": network.NEARBY, "topic": network.TOPIC, "hidden": network.HIDDEN,
        "cases": network.CASES, "most_hidden": network.MOST_HIDDEN,
        "hidden_shift": _bits(network.HIDDEN_STEP / product),
        "topic_shift": _bits(network.ROW_STEP * network.TOPIC_SHARE / network.HIDDEN_STEP),
        "bias_shift": _bits(network.BIAS_STEP / logit_step), "logit_step": logit_step,
        "bucket_bits": BUCKET_BITS, "print_bits": PRINT_BITS, "first_key": FIRST_KEY, "unlisted": UNLISTED,
    }  # fmt: skip


def _bits(ratio: float) -> int:
    bits = int(math.log2(ratio))
    if bits < 0 or 2.0**bits != ratio:
        raise ValueError(f"steps must be powers of two of each other, not {ratio}")
    return bits


@dataclass
class Stored:
    """A classifier in integers.

    Attributes:
        weights: by name, as in the module's docstring.
        words: word → its readings.
        config: see `config`.
    """

    weights: dict[str, Integers]
    words: dict[str, list[Reading]]
    config: dict[str, Any]

    def __post_init__(self) -> None:
        self.table = Table([int(slot) for slot in self.weights["slots"]])
        self.names = sorted(self.words)
        counts = [len(self.words[name]) - 1 for name in self.names]
        self.first = dict(zip(self.names, np.cumsum([0, *counts]).tolist(), strict=False))

    def logits(self, context: Context) -> list[int]:
        """The logits of a context's readings, in units of `logit_step`; the first is 0."""
        c, weights = self.config, self.weights
        width = c["nearby"]
        places = weights["places"].reshape(2, c["near"], width, -1)
        by_case = case(context.word)
        hidden = weights["cases"][by_case].copy()
        topic = np.zeros(c["topic"], np.int32)
        for side, tokens in enumerate((context.before, context.after)):
            for at in range(c["window"]):
                rows = self.table.of(tokens[at]) if at < len(tokens) else (SHAPES.index("none"),)
                vector = weights["rows"][list(rows)].sum(0)
                if at < len(tokens):
                    topic += vector[width:]
                if at < c["near"]:
                    hidden += vector[:width] @ places[side, at]
        both = np.concatenate([hidden >> c["hidden_shift"], topic << c["topic_shift"]])
        both = both.clip(-c["most_hidden"], c["most_hidden"])
        word = context.word.lower()
        entries = range(self.first[word], self.first[word] + len(self.words[word]) - 1)
        biases = weights["biases"] << c["bias_shift"]
        return [0, *(int(weights["readings"][entry] @ both + biases[entry, by_case]) for entry in entries)]

    def choose(self, context: Context) -> tuple[int, float]:
        """The likeliest reading (the first of several) and its probability."""
        logits = self.logits(context)
        best = int(np.argmax(logits))
        return best, 1 / sum(math.exp((logit - logits[best]) * self.config["logit_step"]) for logit in logits)


def stored(model: network.HomographNetwork, table: Table, words: dict[str, list[Reading]]) -> Stored:
    """A trained network in integers."""
    weights = {name: tensor.detach().numpy().astype(np.int32) for name, tensor in model.stored().items()}
    return Stored(weights | {"slots": np.array(table.slots, np.int32)}, words, config())


def save(classifier: Stored, folder: Path) -> None:
    """Write the three files; the same classifier gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    with replacing(folder / "weights.safetensors") as temporary:
        save_file({name: classifier.weights[name].astype(kind) for name, kind in _KINDS.items()}, temporary)
    write_json(classifier.config, folder / "config.json")
    readings = {
        word: [
            asdict(reading) | {"phones": " ".join(reading.phones), "british": " ".join(reading.british)}
            for reading in classifier.words[word]
        ]
        for word in classifier.names
    }
    write_json(readings, folder / "readings.json")


def load(folder: Path) -> Stored:
    """Read what `save` wrote."""
    weights = {name: array.astype(np.int32) for name, array in load_file(folder / "weights.safetensors").items()}
    written = cast(dict[str, list[dict[str, str]]], json.loads((folder / "readings.json").read_text(encoding="utf-8")))
    words = {
        word: [
            Reading(each["name"], each["label"], each["phones"].split(), each["british"].split(), each["source"])
            for each in readings
        ]
        for word, readings in written.items()
    }
    return Stored(weights, words, json.loads((folder / "config.json").read_text(encoding="utf-8")))
