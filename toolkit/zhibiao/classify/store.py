"""Models on disk: weights as safetensors, everything else as JSON. No code is stored and none is executed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from zhibiao.classify.canonical import Match, build_index
from zhibiao.classify.classifier import Model
from zhibiao.classify.decide import Decision
from zhibiao.classify.families import FeatureSettings, Floats
from zhibiao.classify.features import Ints
from zhibiao.errors import ZhibiaoError

FORMAT = 1
CONFIG, WEIGHTS, ALIASES = "config.json", "model.safetensors", "aliases.json"


def find_model(name: str = "default") -> Path:
    """Folder of a model of this package: in the installed package, else in the checkout.

    Raises ZhibiaoError MD01 where neither has it.
    """
    package = Path(__file__).resolve().parents[1]
    checkout = package.parents[1] / "models" / name
    for folder in (package / "models" / name, checkout):
        if (folder / CONFIG).is_file():
            return folder
    raise ZhibiaoError("MD01", path=str(checkout))


@cache
def load(path: Path | None = None) -> Model:
    """The model in `path` (default: `find_model()`), checked and ready; read once.

    Raises ZhibiaoError MD01 where there is none, MD02 where it is damaged or of another format.

    >>> load().classes[:3]
    ('C1', 'C2', 'C3')
    """
    folder = path or find_model()
    config = read_config(folder)
    tensors = _read_tensors(folder, config)
    aliases = _read_aliases(folder, config)
    try:
        return _assemble(folder, config, tensors, aliases)
    except (KeyError, TypeError, ValueError) as error:
        raise ZhibiaoError(
            "MD02", path=str(folder / CONFIG), detail=f"{type(error).__name__}: {error}"
        ) from error


def read_config(folder: Path) -> dict[str, Any]:
    """The model's config.json; raises ZhibiaoError MD01 or MD02."""
    file = folder / CONFIG
    if not file.is_file():
        raise ZhibiaoError("MD01", path=str(folder))
    try:
        config = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ZhibiaoError("MD02", path=str(file), detail=str(error)) from error
    if not isinstance(config, dict) or config.get("format") != FORMAT:
        raise ZhibiaoError("MD02", path=str(file), detail=f"format is not {FORMAT}")
    return config


def name_of(folder: Path, config: dict[str, Any]) -> str:
    """Folder name and the beginning of the hash of the rows learnt from: tells models apart in reports."""
    return f"{folder.name}-{config['corpus'][:8]}"


def _checked_bytes(folder: Path, name: str, config: dict[str, Any]) -> bytes:
    file = folder / name
    if not file.is_file():
        raise ZhibiaoError("MD01", path=str(file))
    content = file.read_bytes()
    if hashlib.sha256(content).hexdigest() != config.get("sha256", {}).get(name):
        raise ZhibiaoError("MD02", path=str(file), detail="sha256")
    return content


def _read_tensors(folder: Path, config: dict[str, Any]) -> dict[str, Any]:
    from safetensors import SafetensorError
    from safetensors.numpy import load as parse

    try:
        return dict(parse(_checked_bytes(folder, WEIGHTS, config)))
    except SafetensorError as error:
        raise ZhibiaoError("MD02", path=str(folder / WEIGHTS), detail=str(error)) from error


def _read_aliases(folder: Path, config: dict[str, Any]) -> list[tuple[str, str]]:
    aliases = json.loads(_checked_bytes(folder, ALIASES, config).decode("utf-8"))
    return [(code, name) for code, names in aliases.items() for name in names]


def _assemble(
    folder: Path, config: dict[str, Any], tensors: dict[str, Any], aliases: Sequence[tuple[str, str]]
) -> Model:
    classes, settings = tuple(config["classes"]), FeatureSettings(**config["features"])
    weights, bias, buckets = tensors["weights"], tensors["bias"], tensors["buckets"]
    if weights.shape != (len(buckets), len(classes)) or bias.shape != (len(classes),):
        raise ValueError("shapes of weights, buckets and classes differ")
    if weights.dtype != np.int16 or not np.isfinite(bias).all():
        raise ValueError("weights are not 16-bit integers, or the bias is not finite")
    if not (config["temperature"] > 0 and config["step"] > 0):
        raise ValueError("temperature and step have to be positive")
    return Model(
        name=name_of(folder, config),
        classes=classes,
        settings=settings,
        places=_places(buckets, settings.bits),
        weights=np.concatenate((np.zeros((1, len(classes)), np.int32), weights.astype(np.int32))),
        step=np.float32(config["step"]),
        bias=bias.astype(np.float32),
        temperature=float(config["temperature"]),
        decision=Decision(**config["decision"]),
        aliases=build_index(aliases),
        match=Match(**config["match"]),
    )


def _places(buckets: Any, bits: int) -> Ints:
    if len(buckets) and int(buckets.max()) >> bits:
        raise ValueError("a bucket lies outside the hash range")
    places = np.zeros(1 << bits, dtype=np.int32)
    places[buckets] = np.arange(1, len(buckets) + 1, dtype=np.int32)
    return places


def save(
    folder: Path,
    *,
    buckets: Ints,
    weights: Floats,
    bias: Floats,
    aliases: dict[str, list[str]],
    config: dict[str, Any],
) -> None:
    """Write a model: the same content always gives the same bytes.

    `buckets` are the kept hash buckets (sorted) and `weights` their rows; `config` holds classes, features,
    temperature, decision, match, seed, corpus and whatever else the model card needs.
    """
    from safetensors.numpy import save as pack

    folder.mkdir(parents=True, exist_ok=True)
    step = float(np.abs(weights).max(initial=1e-6)) / np.iinfo(np.int16).max
    tensors: dict[str, npt.NDArray[Any]] = {
        "buckets": buckets.astype(np.uint32),
        "weights": np.ascontiguousarray(np.round(weights / step), dtype=np.int16),
        "bias": bias.astype(np.float32),
    }
    contents = {WEIGHTS: pack(tensors), ALIASES: _json(aliases).encode("utf-8")}
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    text = _json({"format": FORMAT, **config, "step": step, "sha256": sums})
    (folder / CONFIG).write_text(text, encoding="utf-8", newline="\n")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
