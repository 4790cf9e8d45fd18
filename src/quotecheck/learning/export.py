"""Between a trained model and the weights that the tagger runs: ONNX with 8-bit integers.

Weights keep the names they have in torch, so that training can go on from a shipped file.
"""

from __future__ import annotations

import copy
import tempfile
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import ModelProto, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

from quotecheck.errors import ModelError
from quotecheck.learning.loop import Model
from quotecheck.learning.network import Network, Sizes
from quotecheck.pipeline.tagger import Weights

_INPUTS = ("ids", "marks", "shapes", "first")
_PRODUCTS = ("attend", "merge", "widen", "narrow")
_LSTM = ("recurrent.weight_ih", "recurrent.weight_hh", "recurrent.bias")


def export(model: Model, pieces: list[str]) -> Weights:
    """Turns a model into weights for `Tagger`.

    Args:
        model: Trained.
        pieces: Its vocabulary.
    """
    crf = model.crf
    return Weights(
        quantized(model.network),
        tuple(pieces),
        tuple(tuple(round(value, 5) for value in row) for row in crf.steps.detach().tolist()),
        tuple(round(value, 5) for value in crf.start.detach().tolist()),
    )


class Levelled(nn.Module):
    """A product whose inputs are brought to like sizes first, so that 8 bits do for all (Xiao et al. 2023).

    Args:
        product: Its weights take back what is done to the inputs.
        norm: The normalisation before it; its own weights say how large the inputs get.
    """

    def __init__(self, product: nn.Linear, norm: nn.LayerNorm) -> None:
        super().__init__()
        expected = (3 * norm.weight.abs() + norm.bias.abs()).detach().clamp(min=1e-5)
        largest = product.weight.abs().amax(0).detach().clamp(min=1e-5)
        self.register_buffer("level", (largest / expected).sqrt())
        self.weight = nn.Parameter(product.weight.detach() / self.level)
        self.bias = product.bias

    def forward(self, states: Tensor) -> Tensor:
        """The same as the product."""
        return functional.linear(states * self.level, self.weight, self.bias)


def levelled(network: Network) -> Network:
    """A copy whose products behind normalisations bear 8 bits better."""
    made = copy.deepcopy(network)
    norm = made.encoder.norm
    for layer in made.encoder.layers:
        layer.attend = Levelled(layer.attend, norm)
        layer.widen = Levelled(layer.widen, layer.first_norm)
        norm = layer.second_norm
    return made


def quantized(network: Network) -> bytes:
    """The network as an ONNX file with dynamic 8-bit products (Jacob et al. 2018)."""
    with tempfile.TemporaryDirectory() as folder:
        plain, small = Path(folder) / "plain.onnx", Path(folder) / "small.onnx"
        _export(levelled(network), plain)
        model = onnx.load(str(plain))
        _rename(model, network.sizes.layers)
        onnx.save(model, str(plain))
        quantize_dynamic(
            plain,
            small,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
            extra_options={"MatMulConstBOnly": True},
        )
        return bytes(onnx.load(str(small)).SerializeToString())


def _export(network: Network, path: Path) -> None:
    ids = torch.ones(2, 24, dtype=torch.long)
    arguments: tuple[Tensor, ...] = (ids, ids, ids, torch.arange(17).repeat(2, 1))
    pieces, tokens = {0: "windows", 1: "pieces"}, {0: "windows", 1: "tokens"}
    axes = dict.fromkeys(_INPUTS[:3], pieces) | dict.fromkeys(("first", "roles", "names"), tokens)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network.eval(),
            arguments,
            str(path),
            input_names=list(_INPUTS),
            output_names=["roles", "names"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )


def _product_names(layers: int) -> list[str]:
    """Names of the weights that inputs are multiplied with, in the order of the computation."""
    inner = [f"encoder.layers.{number}.{part}.weight" for number in range(layers) for part in _PRODUCTS]
    return [*inner, "roles.weight", "names.weight"]


def _rename(model: ModelProto, layers: int) -> None:
    """Gives the initializers that the exporter renumbered their names in torch."""
    graph = model.graph
    stored = {tensor.name for tensor in graph.initializer}
    products = [node.input[1] for node in graph.node if node.op_type == "MatMul" and node.input[1] in stored]
    recurrent = [name for node in graph.node if node.op_type == "LSTM" for name in node.input[1:4]]
    wanted = dict(zip([*products, *recurrent], [*_product_names(layers), *_LSTM], strict=True))
    for tensor in graph.initializer:
        tensor.name = wanted.get(tensor.name, tensor.name)
    for node in graph.node:
        node.input[:] = [wanted.get(name, name) for name in node.input]


def restore(weights: Weights) -> Model:
    """A model to go on training, from shipped weights; they carry the error of 8-bit rounding.

    Raises:
        ModelError: The file was not made by `export`.
    """
    stored = {
        tensor.name: numpy_helper.to_array(tensor)
        for tensor in onnx.load_from_string(weights.network).graph.initializer
    }
    try:
        state = _state(stored)
    except KeyError as error:
        raise ModelError(f"training cannot go on from these weights: {error} is missing") from error
    layers = len({name.split(".")[2] for name in state if name.startswith("encoder.layers.")})
    sizes = Sizes(
        pieces=len(weights.pieces),
        positions=len(state["encoder.positions.weight"]),
        layers=layers,
        recurrent=state["recurrent.weight_hh_l0"].shape[1],
    )
    model = Model(sizes)
    model.network.load_state_dict(state)
    with torch.no_grad():
        model.crf.steps.copy_(torch.tensor(weights.steps))
        model.crf.start.copy_(torch.tensor(weights.start))
    return model


def _state(stored: dict[str, np.ndarray]) -> dict[str, Tensor]:
    state: dict[str, Tensor] = {}
    for name, value in stored.items():
        if name.endswith("_quantized"):
            plain = name.removesuffix("_quantized")
            state[plain] = torch.from_numpy(_real(stored, plain))
        elif (
            not name.endswith(("_scale", ".level"))
            and name.startswith(("encoder.", "mark_features", "roles.", "names."))
            and value.dtype == np.float32
        ):
            state.setdefault(name, torch.from_numpy(value.copy()))
    return state | _recurrent_state(*(stored[name] for name in _LSTM))


def _real(stored: dict[str, np.ndarray], name: str) -> np.ndarray:
    """A weight as it was before `levelled` and `quantized`, but for rounding."""
    steps = stored[f"{name}_quantized"].astype(np.float32) - stored[f"{name}_zero_point"]
    real = steps * stored[f"{name}_scale"]
    if _is_product(name):
        real = real.T * stored.get(f"{name.removesuffix('.weight')}.level", np.float32(1))
    return np.ascontiguousarray(real)


def _is_product(name: str) -> bool:
    return name.startswith("encoder.layers.") or name in {"roles.weight", "names.weight"}


def _recurrent_state(inputs: np.ndarray, hidden: np.ndarray, bias: np.ndarray) -> dict[str, Tensor]:
    """ONNX orders gates as input, output, forget, cell; torch as input, forget, cell, output."""
    state: dict[str, Tensor] = {}
    for direction, suffix in enumerate(("", "_reverse")):
        both = np.split(bias[direction], 2)
        for name, value in (
            ("weight_ih", inputs[direction]),
            ("weight_hh", hidden[direction]),
            ("bias_ih", both[0]),
            ("bias_hh", both[1]),
        ):
            gates = np.split(value, 4)
            ordered = np.concatenate([gates[place] for place in (0, 2, 3, 1)])
            state[f"recurrent.{name}_l0{suffix}"] = torch.from_numpy(ordered)
    return state
