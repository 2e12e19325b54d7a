"""Checkpoint → Zig → wasm."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from safetensors.numpy import load_file, save_file

from export.__main__ import main
from export.build import build_wasm
from export.generate import CheckpointError, generate, read_config
from export.latin import render
from export.models import BUILT, SHIPPED, Model
from export.zig import EXPORTS, ZigError, run
from hamanlp.options import MODELS
from tests.wasm_host import WasmHost

ROOT = Path(__file__).parent.parent
TINY = ROOT / "models" / "tiny"

each_model = pytest.mark.parametrize("model", SHIPPED.values(), ids=list(SHIPPED))


def test_what_is_built_is_what_the_package_offers() -> None:
    assert {model.file for model in SHIPPED.values()} == set(MODELS.values())
    assert all(MODELS[name] == model.file for name, model in SHIPPED.items())


@each_model
def test_the_wasm_fits_the_budget_and_stands_alone(model: Model) -> None:
    assert model.wasm(ROOT).stat().st_size <= model.budget
    host = WasmHost(model.wasm(ROOT))
    assert list(host.module.imports) == []
    assert sorted(export.name for export in host.module.exports) == sorted([*EXPORTS, "memory"])


@each_model
def test_the_same_checkpoint_gives_the_same_bytes(model: Model, tmp_path: Path) -> None:
    build_wasm(model.checkpoint(ROOT), tmp_path / "again.wasm")
    assert (tmp_path / "again.wasm").read_bytes() == model.wasm(ROOT).read_bytes()


def test_the_generated_zig_names_its_source_and_holds_float32_literals() -> None:
    source = generate(TINY)
    weights = TINY / "model.safetensors"
    assert hashlib.sha256(weights.read_bytes()).hexdigest() in source.split("\n")[1]
    norm = load_file(weights)["model.norm.weight"]
    start = source.index("pub const final_norm")
    literals = source[start : source.index("};", start)].split("{", 1)[1].replace("\n", " ").split(",")
    written = np.array([literal for literal in literals if literal.strip()], dtype=np.float32)
    assert (written == norm).all()


@each_model
def test_the_metadata_says_what_the_model_is(model: Model) -> None:
    host = WasmHost(model.wasm(ROOT))
    metadata = json.loads(host.metadata())
    weights = model.checkpoint(ROOT) / "model.safetensors"
    assert metadata["name"] == model.name
    assert metadata["abi"] == host.call("abi_version")
    assert metadata["storage"] == read_config(model.checkpoint(ROOT)).get("storage", "float32")
    assert metadata["parameters"] == sum(tensor.size for tensor in load_file(weights).values())
    assert metadata["source_sha256"] == hashlib.sha256(weights.read_bytes()).hexdigest()
    assert metadata["scores"]


def test_the_latin_table_is_what_unicode_gives() -> None:
    assert (ROOT / "zig" / "latin_table.zig").read_text() == render()


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "copy"))


def edit_config(checkpoint: Path, **changes: object) -> None:
    path = checkpoint / "config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def edit_tensor(checkpoint: Path, name: str, values: np.ndarray[tuple[int, ...], np.dtype[np.float32]] | None) -> None:
    tensors = load_file(checkpoint / "model.safetensors")
    if values is None:
        del tensors[name]
    else:
        tensors[name] = values
    save_file(tensors, checkpoint / "model.safetensors")


def test_a_checkpoint_that_cannot_run_is_named(checkpoint: Path) -> None:
    edit_config(checkpoint, num_key_value_heads=1)
    with pytest.raises(CheckpointError, match=r"config\.json: .*grouped-query"):
        generate(checkpoint)
    edit_config(checkpoint, num_key_value_heads=2, hidden_act="gelu")
    with pytest.raises(CheckpointError, match=r"config\.json: hidden_act is 'gelu'"):
        generate(checkpoint)
    edit_config(checkpoint, hidden_act="silu", storage="int9")
    with pytest.raises(
        CheckpointError, match=r"config\.json: storage is 'int9'; the engine has 'float32', and 'int2' to 'int8'"
    ):
        generate(checkpoint)
    edit_config(checkpoint, storage="float32", reversed_phones=True)
    with pytest.raises(CheckpointError, match="begins with the last phone"):
        generate(checkpoint)
    (checkpoint / "config.json").write_text("{")
    with pytest.raises(CheckpointError, match="is not JSON"):
        generate(checkpoint)
    (checkpoint / "config.json").unlink()
    with pytest.raises(CheckpointError, match=r"config\.json is missing"):
        generate(checkpoint)


def test_a_bad_tensor_is_named(checkpoint: Path) -> None:
    edit_tensor(checkpoint, "model.norm.weight", np.full(64, np.nan, dtype=np.float32))
    with pytest.raises(CheckpointError, match=r"model\.norm\.weight holds values that are not finite"):
        generate(checkpoint)
    edit_tensor(checkpoint, "model.norm.weight", np.ones(63, dtype=np.float32))
    with pytest.raises(CheckpointError, match=r"model\.norm\.weight has shape \(63,\)"):
        generate(checkpoint)
    edit_tensor(checkpoint, "model.norm.weight", None)
    with pytest.raises(CheckpointError, match=r"model\.norm\.weight is missing"):
        generate(checkpoint)


def test_the_command_reports_errors_in_one_line(tmp_path: Path) -> None:
    out = tmp_path / "hama.wasm"
    result = CliRunner().invoke(main, ["--checkpoint", str(tmp_path / "nowhere"), "--out", str(out)])
    assert result.exit_code == 1
    assert result.output.count("\n") == 1
    assert "config.json is missing" in result.output
    assert not out.exists()


def test_the_command_builds_one_model_or_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = []

    def build(folder: Path, out: Path, keep: Path | None) -> None:
        assert keep is None
        built.append(folder)
        out.write_bytes(bytes(100))

    monkeypatch.setattr("export.__main__.ROOT", tmp_path)
    monkeypatch.setattr("export.__main__.build_wasm", build)
    (tmp_path / "hamanlp").mkdir()
    assert CliRunner().invoke(main, ["--all"]).exit_code == 0
    assert built == [tmp_path / "models" / name for name in BUILT]
    result = CliRunner().invoke(main, ["--model", "tiny", "--out", str(tmp_path / "other.wasm")])
    assert result.output == f"{tmp_path / 'other.wasm'}: 100 bytes, 0.0 % of 662000\n"
    for arguments, message in (
        ([], "give one of --model NAME, --all and --checkpoint FOLDER"),
        (["--all", "--model", "tiny"], "give one of"),
        (["--all", "--out", "x"], "--all writes several files"),
        (["--checkpoint", "x"], "--checkpoint wants --out FILE"),
    ):
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 2
        assert message in result.output


def test_the_compilers_errors_are_shown(tmp_path: Path) -> None:
    (tmp_path / "bad.zig").write_text("const x = ;")
    with pytest.raises(ZigError, match="expected expression"):
        run(["ast-check", str(tmp_path / "bad.zig")], tmp_path / "cache")
