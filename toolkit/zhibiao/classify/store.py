"""Models on disk: weights as safetensors, everything else as JSON. No code is stored and none is executed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from zhibiao.classify.canonical import Branch, CanonicalModel, category_of
from zhibiao.classify.classifier import Linear, Model
from zhibiao.classify.decide import Decision
from zhibiao.classify.features import Ints
from zhibiao.errors import ZhibiaoError

FORMAT = 2
CONFIG, WEIGHTS, EXAMPLES, ANSWERS = "config.json", "model.safetensors", "examples.tsv", "answers.tsv"

Tensors = dict[str, npt.NDArray[Any]]


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
    try:
        return Model(
            name=name_of(folder, config),
            linear=_linear(config, tensors),
            temperature=_positive(config["temperature"]),
            decision=Decision(**config["decision"]),
            canonical=_canonical(config["canonical"], tensors),
        )
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


def checked_bytes(folder: Path, name: str, config: dict[str, Any]) -> bytes:
    """A part of the model, if it is the one that `config` was written with; raises ZhibiaoError MD01 or MD02."""
    file = folder / name
    if not file.is_file():
        raise ZhibiaoError("MD01", path=str(file))
    content = file.read_bytes()
    if hashlib.sha256(content).hexdigest() != config.get("sha256", {}).get(name):
        raise ZhibiaoError("MD02", path=str(file), detail="sha256")
    return content


def _read_tensors(folder: Path, config: dict[str, Any]) -> Tensors:
    from safetensors import SafetensorError
    from safetensors.numpy import load as parse

    try:
        return dict(parse(checked_bytes(folder, WEIGHTS, config)))
    except SafetensorError as error:
        raise ZhibiaoError("MD02", path=str(folder / WEIGHTS), detail=str(error)) from error


def _positive(value: Any) -> float:
    if not float(value) > 0:
        raise ValueError("a temperature or step is not positive")
    return float(value)


def _linear(config: dict[str, Any], tensors: Tensors) -> Linear:
    classes, bits = tuple(config["classes"]), int(config["bits"])
    weights, squares, tags = tensors["weights"], tensors["squares"], tensors["tags"]
    bias, buckets = tensors["bias"], tensors["buckets"]
    rows = len(buckets) + 1
    if weights.shape != (rows, len(classes)) or bias.shape != (len(classes),):
        raise ValueError("shapes of weights, buckets and classes differ")
    if squares.shape != (rows,) or tags.shape != (rows,) or tags.dtype != np.uint8:
        raise ValueError("shapes of squares, tags and buckets differ")
    if (
        weights.dtype != np.int16
        or squares.dtype != np.uint16
        or not squares.all()
        or not np.isfinite(bias).all()
    ):
        raise ValueError(
            "weights or squares are not 16-bit integers, a square is 0, or the bias is not finite"
        )
    return Linear(
        classes=classes,
        bits=bits,
        places=_places(buckets, bits),
        tags=tags,
        weights=np.concatenate((weights.astype(np.int32), squares.astype(np.int32)[:, None]), axis=1),
        step=np.float32(_positive(config["step"])),
        square_step=np.float32(_positive(config["square_step"])),
        bias=bias.astype(np.float32),
    )


def _canonical(config: dict[str, Any], tensors: Tensors) -> CanonicalModel:
    codes, buckets = tuple(config["codes"]), tensors["canonical.buckets"]
    exact, exact_codes = tensors["canonical.exact"], tensors["canonical.exact_codes"].astype(np.int64)
    if len(exact) != len(exact_codes) or (len(exact) and exact_codes.max() >= len(codes)):
        raise ValueError("known names and their codes differ")
    return CanonicalModel(
        codes=codes,
        branches={
            category: _branch(category, _positive(step), len(buckets), codes, tensors)
            for category, step in config["steps"].items()
        },
        bits=int(config["bits"]),
        places=_places(buckets, int(config["bits"])),
        exact=exact,
        exact_codes=exact_codes,
        temperature=_positive(config["temperature"]),
        threshold=float(config["threshold"]),
    )


def _branch(category: str, step: float, known: int, codes: tuple[str, ...], tensors: Tensors) -> Branch:
    chosen, grams, weights, bias = (
        tensors[f"{category}.{part}"] for part in ("codes", "grams", "weights", "bias")
    )
    if weights.shape != (len(grams), len(chosen)) or bias.shape != chosen.shape:
        raise ValueError(f"shapes of {category} differ")
    if weights.dtype != np.int8 or any(category_of(codes[code]) != category for code in chosen if code >= 0):
        raise ValueError(f"{category} holds weights or codes that are not its own")
    rows = np.zeros(known + 1, dtype=np.int32)
    rows[grams] = np.arange(1, len(grams) + 1, dtype=np.int32)
    nothing = np.zeros((1, len(chosen)), np.int8)
    return Branch(
        codes=chosen.astype(np.int64),
        rows=rows,
        weights=np.concatenate((nothing, weights)),
        step=np.float32(step),
        bias=bias.astype(np.float32),
    )


def _places(buckets: Any, bits: int) -> Ints:
    if len(buckets) and int(buckets.max()) >> bits:
        raise ValueError("a bucket lies outside the hash range")
    places = np.zeros(1 << bits, dtype=np.int32)
    places[buckets] = np.arange(1, len(buckets) + 1, dtype=np.int32)
    return places


def save(folder: Path, model: Model, *, examples: str, answers: str, config: dict[str, Any]) -> None:
    """Write a model: the same content always gives the same bytes, each file in one step, config.json last.

    `examples` and `answers` are the texts of examples.tsv and answers.tsv; `config` holds seed, corpus, rows and whatever else the model
    card needs.
    """
    from safetensors.numpy import save as pack

    folder.mkdir(parents=True, exist_ok=True)
    texts = {EXAMPLES: examples.encode("utf-8"), ANSWERS: answers.encode("utf-8")}
    contents = {WEIGHTS: pack(_tensors(model)), **texts}
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    linear, canonical = model.linear, model.canonical
    facts = {
        "format": FORMAT,
        **config,
        "classes": list(linear.classes),
        "bits": linear.bits,
        "step": float(linear.step),
        "square_step": float(linear.square_step),
        "temperature": model.temperature,
        "decision": asdict(model.decision),
        "canonical": {
            "codes": list(canonical.codes),
            "bits": canonical.bits,
            "temperature": canonical.temperature,
            "threshold": canonical.threshold,
            "steps": {category: float(branch.step) for category, branch in canonical.branches.items()},
        },
        "sha256": sums,
    }
    text = json.dumps(facts, ensure_ascii=False, indent=1) + "\n"
    for name, content in (*contents.items(), (CONFIG, text.encode("utf-8"))):
        temporary = folder / f".{name}.tmp"
        temporary.write_bytes(content)
        temporary.replace(folder / name)


def _tensors(model: Model) -> Tensors:
    linear, canonical = model.linear, model.canonical
    tensors: Tensors = {
        "buckets": np.flatnonzero(linear.places).astype(np.uint32),
        "tags": linear.tags,
        "weights": np.ascontiguousarray(linear.weights[:, :-1], dtype=np.int16),
        "squares": np.ascontiguousarray(linear.weights[:, -1], dtype=np.uint16),
        "bias": linear.bias.astype(np.float32),
        "canonical.buckets": np.flatnonzero(canonical.places).astype(np.uint32),
        "canonical.exact": canonical.exact,
        "canonical.exact_codes": canonical.exact_codes.astype(np.uint16),
    }
    for category, branch in canonical.branches.items():
        tensors[f"{category}.codes"] = branch.codes.astype(np.int32)
        tensors[f"{category}.grams"] = np.flatnonzero(branch.rows).astype(np.uint32)
        tensors[f"{category}.weights"] = np.ascontiguousarray(branch.weights[1:])
        tensors[f"{category}.bias"] = branch.bias
    return tensors
