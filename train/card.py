"""Write a model's card: `python -m train.card models/tiny`.

The card, README.md in the model's folder, is made from `training.json` (written by `train.fit`) and `scores.json` (written by
`train.evaluate --json`), so that no figure in it is typed by hand.
"""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import click

from export.storage import FLOAT32, storage_name
from train.files import write_text
from train.sources import SOURCES

_FRONT = """\
---
license: apache-2.0
language:
{languages}
library_name: transformers
tags:
- g2p
- grapheme-to-phoneme
- ipa
- pronunciation
---
"""

_SNIPPET = """\
import torch
from transformers import LlamaForCausalLM, PreTrainedTokenizerFast

folder = "{folder}"
tokenizer = PreTrainedTokenizerFast.from_pretrained(folder)
model = LlamaForCausalLM.from_pretrained(folder).eval()

{dial}letters = "hello"  # lower-case Latin, or hangul as jamo: unicodedata.normalize("NFD", "안녕")
text = " ".join(["<bos>", *(f"<{{letter}}>" for letter in letters), "<sep>"])
ids = tokenizer(text, add_special_tokens=False)["input_ids"]
prefix = len(ids)
while len(ids) < model.config.max_position_embeddings:
    hidden = torch.ones(len(ids), len(ids)).triu(1).bool()  # what comes later is hidden ...
    if model.config.prefix_attention:
        hidden[:, :prefix] = False  # ... but all graphemes are seen from everywhere
    mask = torch.zeros(1, 1, len(ids), len(ids)).masked_fill(hidden, torch.finfo(torch.float32).min)
    with torch.no_grad():
        token = model(torch.tensor([ids]), attention_mask=mask, use_cache=False).logits[0, -1].argmax().item()
    if token == tokenizer.eos_token_id:
        break
    ids.append(token)
print(" ".join(tokenizer.convert_ids_to_tokens(ids[prefix:])))"""


_DIAL = """\
accent = 0.0  # American; 1.0 is British
place = accent * getattr(model.config, "accent_span", 1.0)
count = model.config.intermediate_size
specialties = torch.sin((torch.arange(count) + 0.5) * torch.pi / 2 / count).square()
for block in model.model.layers:
    block.mlp.down_proj.weight.data *= (model.config.accent_gate * (1 - (specialties - place).abs())).clamp(0, 1)

"""


def card(folder: Path) -> str:
    """The card's text.

    Args:
        folder: a checkpoint with `training.json`; without `scores.json` the card says that there are none.

    Raises:
        FileNotFoundError: there is no `training.json`.
        ValueError: one of the files is not as `train.fit` and `train.evaluate` write them; the message names it.
    """
    training = _read(folder / "training.json", "python -m train.fit")
    scores = _read(folder / "scores.json", "python -m train.evaluate --json") if (folder / "scores.json").is_file() else None
    try:
        parts = [_about(folder, training), _scores(scores), _data(training), _use(folder, training["recipe"])]
        languages = {"eng": ["en"], "kor": ["ko"]}.get(_task(training)[5:8], ["en", "ko"])
        front = _FRONT.format(languages="\n".join(f"- {language}" for language in languages))
        return "\n".join([front, *itertools.chain(*parts)])
    except KeyError as error:
        raise ValueError(f"{folder}: training.json or scores.json has no {error}") from error


def _task(training: dict[str, Any]) -> str:
    """The shared task that a model was trained for, or nothing."""
    return str(training.get("task", ""))


def _read(path: Path, maker: str) -> dict[str, Any]:
    if not path.is_file():
        raise FileNotFoundError(f"{path} is not there; it is written by `{maker}`")
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{path} is not JSON: {error}") from error
    return content


def _about(folder: Path, training: dict[str, Any]) -> list[str]:
    recipe = training["recipe"]
    shape = f"hidden {recipe['hidden']}, {recipe['layers']} layers, {recipe['heads']} heads, FFN {recipe['ffn']}"
    prefix = "the graphemes see each other in both directions" if recipe["prefix"] else "causal attention throughout"
    storage = _stored_as(storage_name(_read(folder / "config.json", "python -m train.fit")))
    what = (
        f"Korean and English spelling to IPA: one Llama of {training['parameters']:,} parameters ({shape}, context "
        f"{recipe['context']}), {storage}. Input `<bos> graphemes <sep>`, output phones and `<eos>`; {prefix}. English phones "
        "are American, vowels carry their stress; Korean ones are broad (phonemic)."
    )
    if recipe.get("gate"):
        what += (
            " It has an accent dial from American (0) to British English (1): gates on the feed-forward neurons, of slope "
            f"{recipe['gate']:g} (`train/accent.py`)."
        )
    if task := _task(training):
        beside = ", and on spellings as models of the same file read them" if recipe.get("read") else ""
        jamo = ", hangul as jamo" if "kor" in task else ""
        what = (
            f"One Llama of {training['parameters']:,} parameters ({shape}, context {recipe['context']}), float32, trained on "
            f"the official training file of the SIGMORPHON shared task {task} alone{beside}, to be compared with the systems "
            f"published there; it is no part of the package. Input `<bos> graphemes <sep>`{jamo}, output phones as the task "
            f"writes them and `<eos>`; {prefix}."
        )
    stages = [*training.get("stages", []), training]
    steps, seconds = (sum(stage[key] for stage in stages) for key in ("steps", "training_seconds"))
    effort = f"{steps:,} steps in {seconds:,} seconds ({training['device']}, torch {training['torch']})"
    if len(stages) > 1:
        parts = (f"{stage['steps']:,} in {stage['training_seconds']:,}" for stage in stages)
        effort += f", stage after stage: {', '.join(parts)}"
    taught = [f"{teacher['folder']} (sha256 of its weights `{teacher['sha256']}`)" for teacher in training.get("teachers", [])]
    learned = f" In the last stage it learned from {', '.join(taught)} too." if taught else ""
    return [
        f"# hamanlp {folder.resolve().name}",
        "",
        what,
        "",
        "## Training",
        "",
        "```sh",
        *(stage["command"] for stage in stages),
        "```",
        "",
        f"{effort}.{learned} The {'last stage' if len(stages) > 1 else 'recipe'} in full:",
        "",
        "| setting | value |",
        "|---|---|",
        *(f"| {setting} | {value} |" for setting, value in recipe.items()),
        "",
    ]


def _stored_as(storage: str) -> str:
    if storage == FLOAT32:
        return storage
    return f"float32 here and packed in the engine's file ({storage} with a scale for each row of a matrix, norms float32)"


def _scores(report: dict[str, Any] | None) -> list[str]:
    if report is None:
        return ["## Scores", "", "Not measured yet.", ""]
    rows = [
        f"| {kind} | {', '.join(row['lexica'])} | {row['words']:,} | {row['per']:.2f} | {row['wer']:.2f} |"
        for kind, row in report["scores"].items()
    ]
    before = report.get("float32_scores")
    packing = [] if before is None else [_packing(report["weights"], report["scores"], before), ""]
    if "task" in report:
        how = (
            f"On the {report['part']}, greedy decoding ({report['decoded_by']}); phones are compared as they stand. PER is "
            "edits per reference phone, WER the share of words with any error, both in percent."
        )
        return ["## Scores", "", how, "", "| score | file | words | PER | WER |", "|---|---|---|---|---|", *rows, ""]
    how = (
        f"On the words held out as `{report['part']}`, greedy decoding ({report['decoded_by']}). PER is edits per reference "
        "phone, WER the share of words with any error, both in percent; of several references the nearest counts. `en39` is "
        "ARPABET's 39 phones without stress, `en-stress` everything, `ko-broad` phonemic"
        f"{', `gb39` British English with the dial at 1, without stress' if 'gb39' in report['scores'] else ''}."
    )
    return [
        "## Scores",
        "",
        how,
        "",
        "| score | lexica | words | PER | WER |",
        "|---|---|---|---|---|",
        *rows,
        "",
        *packing,
    ]


def _packing(storage: str, after: dict[str, Any], before: dict[str, Any]) -> str:
    changes = [
        f"{kind} {before[kind]['per']:.2f} / {before[kind]['wer']:.2f} ({row['per'] - before[kind]['per']:+.2f} / "
        f"{row['wer'] - before[kind]['wer']:+.2f})"
        for kind, row in after.items()
    ]
    return (
        f"These are the scores of the packed weights, {storage}. PER / WER of the float32 ones in this folder, and in brackets "
        f"what packing changes: {', '.join(changes)}."
    )


def _data(training: dict[str, Any]) -> list[str]:
    words = training["training_words"]
    used = [SOURCES[name] for part in words for name in part["lexica"]]
    rows = [
        f"| {', '.join(part['lexica']) or part['origin']} | {part['words']:,} | `{part['sha256_of_sorted_words']}` |"
        for part in words
    ]
    rule = (
        f"Held out from training, by word, alike in all lexica: {training['split']}. The words that were trained on, named "
        "exactly by the sha256 of their sorted list, one a line:"
    )
    if _task(training):
        rule = f"Trained on {training['split']}; the words, named exactly by the sha256 of their sorted list, one a line:"
    return [
        "## Data",
        "",
        "| file | licence | from |",
        "|---|---|---|",
        *(f"| {source.file} | {source.licence} | {source.attribution} |" for source in used),
        "",
        rule,
        "",
        "| lexica | words | sha256 |",
        "|---|---|---|",
        *rows,
        "",
    ]


def _use(folder: Path, recipe: dict[str, Any]) -> list[str]:
    dial = _DIAL if recipe.get("gate") else ""
    return ["## Use", "", "```python", _SNIPPET.format(folder=f"models/{folder.resolve().name}", dial=dial), "```", ""]


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def main(folder: Path) -> None:
    """Run the command."""
    try:
        write_text(card(folder), folder / "README.md")
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"wrote {folder / 'README.md'}", err=True)


if __name__ == "__main__":
    main()
