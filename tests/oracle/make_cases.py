#!/usr/bin/env python3
"""Writes cases.json: what PyTorch (Debian's python3-torch 1.13, float64) computes for the engine's operations, layers,
losses, optimizers and schedules. Run it again after adding a case: /usr/bin/python3 tests/oracle/make_cases.py
"""
import json
import math
import pathlib

import torch
import torch.nn.functional as F

from training_cases import optimizers, training
from values import inf, numbers, tensor

torch.manual_seed(1)
cases = []


def case(name, f, *inputs):
    """An operation: inputs, output, an upstream gradient, the inputs' gradients."""
    leaves = [x.clone().requires_grad_() for x in inputs]
    output = f(*leaves)
    upstream = torch.randn_like(output)
    gradients = torch.autograd.grad(output, leaves, upstream, allow_unused=True)
    cases.append({
        "name": name,
        "inputs": [numbers(x) for x in inputs],
        "output": numbers(output),
        "upstream": numbers(upstream),
        "gradients": [numbers(torch.zeros_like(x) if g is None else g) for x, g in zip(inputs, gradients)],
    })


x = torch.randn(3, 4)
y = torch.randn(3, 4)
row = torch.randn(4)
column = torch.randn(3, 1)
deep = torch.randn(2, 3, 4)
positive = torch.rand(3, 4) + 0.1
extreme = tensor(-1000, -30, -1e-8, 0, 1e-8, 30, 1000)
ties = tensor([1, 3, 3], [2, 2, 2])

for name, f in {"add": lambda a, b: a + b, "subtract": lambda a, b: a - b, "multiply": lambda a, b: a * b,
                "divide": lambda a, b: a / b}.items():
    case(name, f, x, y)
    case(name, f, x, row)
    case(name, f, column, row)
    case(name, f, deep, x)
    case(name, f, tensor(2.5).reshape(()), x)
    case(name, f, torch.zeros(0, 4), row)
case("negate", lambda a: -a, x)
case("scalar mixes", lambda a: (2 - (a + 1) * 3) / 4 + 5 / (a * a + 1) - 1 + 0.5 * a, x)
for p in (-2, -1, 0, 0.5, 1, 2, 3):
    case(f"pow {p}", lambda a: a ** p, positive)
case("pow 2", lambda a: a ** 2, tensor(0, -1, 2))
case("pow tensor", lambda a, b: a ** b, positive, y)
case("pow tensor", lambda a, b: a ** b, positive, row)
case("pow tensor", lambda a, b: a ** b, tensor(0, 0, 2), tensor(2, 1, 0))
for name, f in {"exp": torch.exp, "sin": torch.sin, "cos": torch.cos, "abs": torch.abs, "square": torch.square,
                "tanh": torch.tanh, "sigmoid": torch.sigmoid, "relu": F.relu, "gelu": F.gelu, "softplus": F.softplus,
                "expm1": torch.expm1, "erf": torch.erf, "round": torch.round,
                "leaky relu": lambda a: F.leaky_relu(a, 0.1)}.items():
    case(name, f, x)
    case(name, f, tensor(-2, 0, 0.5).reshape(3, 1))
case("log", torch.log, positive)
case("log1p", torch.log1p, positive - 0.9)
for name, f in {"expm1": torch.expm1, "log1p": torch.log1p, "erf": torch.erf}.items():
    case(name, f, tensor(-0.5, -1e-3, -1e-9, -1e-300, 0, 1e-300, 1e-17, 1e-9, 0.1, 0.9, 3, 30))
    for small in (-1e-17, 3e-12, -2e-7, 1e-5, -0.01):
        case(name, f, tensor(small))
case("erf", torch.erf, tensor(-inf, -7, 7, inf))
case("round", torch.round, tensor(-1.5, -0.5, 0.5, 1.5, 2.5, 1e300))
case("sqrt", torch.sqrt, positive)
case("sqrt", torch.sqrt, tensor(0, 1, 4))
for name, f in {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": F.relu, "gelu": F.gelu,
                "softplus": F.softplus}.items():
    case(name, f, extreme)
case("clamp", lambda a: a.clamp(-0.5, 0.5), x)
case("clamp", lambda a: a.clamp(-0.5, 0.5), tensor(-0.5, 0, 0.5, 1))
case("maximum", torch.maximum, x, row)
case("maximum", torch.maximum, tensor(1, 2, 3), tensor(1, 3, 2))
case("minimum", torch.minimum, x, row)
case("minimum", torch.minimum, tensor(1, 2, 3), tensor(1, 3, 2))
case("where", lambda a, b: torch.where(a > 0, a, b), x, row)
case("masked fill", lambda a: a.masked_fill(a > 0, 7.0), x)
case("lower triangle", torch.tril, x)
case("lower triangle 1", lambda a: torch.tril(a, 1), deep)

for axes, suffix in ((None, ""), (0, " 0"), (-1, " -1"), ((0, 2), " 0 2")):
    for keep in (False, True):
        if axes is None and keep:
            continue
        for name, f in {"sum": torch.sum, "mean": torch.mean, "max": torch.amax, "min": torch.amin,
                        "log-sum-exp": torch.logsumexp, "norm": lambda a, d, k: torch.linalg.vector_norm(a, dim=d, keepdim=k)}.items():
            all_axes = tuple(range(deep.dim())) if axes is None else axes
            case(f"{name}{suffix}{' keep' if keep else ''}", lambda a: f(a, all_axes, keep), deep)
        case(f"variance{suffix}{' keep' if keep else ''}",
             lambda a: torch.var(a, dim=tuple(range(3)) if axes is None else axes, unbiased=True, keepdim=keep), deep)
        case(f"standard deviation{suffix}{' keep' if keep else ''}",
             lambda a: torch.std(a, dim=tuple(range(3)) if axes is None else axes, unbiased=True, keepdim=keep), deep)
case("population variance", lambda a: torch.var(a, unbiased=False), x)
case("max -1", lambda a: a.amax(-1), ties)
case("min -1", lambda a: a.amin(-1), ties)
case("max", lambda a: a.amax((0, 1)), ties)
case("standard deviation -1", lambda a: a.std(-1), ties[1:])
case("norm", lambda a: torch.linalg.vector_norm(a), torch.zeros(3))
case("sum 0", lambda a: a.sum(0), torch.zeros(0, 3))
zeros = tensor([2, 0, 3, -1], [0, 4, 0, 5], [1, 2, -3, 0.5])
for some in (deep, zeros):
    case("cumulative sum 0", lambda a: a.cumsum(0), some)
    case("cumulative sum -1", lambda a: a.cumsum(-1), some)
    case("cumulative product 0", lambda a: a.cumprod(0), some)
    case("cumulative product -1", lambda a: a.cumprod(-1), some)
    case("product", lambda a: a.prod(), some)
    case("product 1", lambda a: a.prod(1), some)
    case("product -1 keep", lambda a: a.prod(-1, True), some)
case("product 0 2", lambda a: a.prod(2).prod(0), deep)
case("product 0", lambda a: a.prod(0), torch.zeros(0, 3))
case("sort", lambda a: a.sort(stable=True)[0], deep)
case("sort 1", lambda a: a.sort(dim=1, stable=True)[0], ties)
case("sort 0 descending", lambda a: a.sort(dim=0, descending=True, stable=True)[0], ties)
case("top-k 2 1", lambda a: a.topk(2, 1)[0], deep)
case("top-k 3 -1 smallest", lambda a: a.topk(3, -1, False)[0], deep)
for name, f in {"softmax": F.softmax, "log-softmax": F.log_softmax, "log-sum-exp": torch.logsumexp}.items():
    case(f"{name} -1", lambda a: f(a, -1), x)
    case(f"{name} 0", lambda a: f(a, 0), deep)
    case(f"{name} 0", lambda a: f(a, 0), extreme)
    case(f"{name} -1", lambda a: f(a, -1), x[:, :1])

case("matmul", torch.matmul, x, torch.randn(4, 2))
case("matmul", torch.matmul, deep, torch.randn(4, 5))
case("matmul", torch.matmul, deep, torch.randn(2, 4, 3))
case("matmul", torch.matmul, torch.randn(5, 1, 2, 3), torch.randn(4, 3, 2))
case("matmul", torch.matmul, row, torch.randn(4))
case("matmul", torch.matmul, row, torch.randn(2, 4, 3))
case("matmul", torch.matmul, deep, row)
case("matmul", torch.matmul, torch.randn(3, 1), torch.randn(1, 2))
case("transpose", lambda a: a.transpose(-2, -1), deep)
case("transpose 0 -1", lambda a: a.transpose(0, -1), deep)
case("permute 2 0 1", lambda a: a.permute(2, 0, 1), deep)
case("reshape 4 -1", lambda a: a.reshape(4, -1), deep)
case("squeeze 1", lambda a: a.squeeze(1), column)
case("unsqueeze -1", lambda a: a.unsqueeze(-1), x)
case("expand 2 3 4", lambda a: a.expand(2, 3, 4), x)
case("flatten 1", lambda a: a.flatten(1), deep)
case("slice 1.. ^1", lambda a: a[1:, -1], x)
case("slice .. 1..3", lambda a: a[:, 1:3], deep)
case("slice ..0", lambda a: a[:0], x)
case("slice 1", lambda a: a[1], deep)
case("gather 1", lambda a: a.gather(1, torch.tensor([[0, 0], [3, 1], [2, 2]])), x)
case("index select 0", lambda a: a.index_select(0, torch.tensor([2, 2, 0, 1])), x)
case("slice step 2", lambda a: a[::2, :, 1:4:2], deep)
case("slice step back", lambda a: a.flip(1)[:, ::2], x)
case("scatter add 1", lambda a, b: a.scatter_add(1, torch.tensor([[0, 0], [3, 1], [2, 2]]), b), x, torch.randn(3, 2))
case("scatter add 0", lambda a, b: a.scatter_add(0, torch.tensor([[0, 2, 2, 0]]), b), x, torch.randn(1, 4))
case("flip", lambda a: a.flip(0, 1, 2), deep)
case("flip -1", lambda a: a.flip(-1), deep)
case("flip 0 2", lambda a: a.flip(0, 2), deep)
for shift, axis in ((1, 0), (-1, -1), (7, 1)):
    case(f"roll {shift} {axis}", lambda a: a.roll(shift, axis), deep)
case("tile 2", lambda a: a.tile(2), x)
case("tile 2 1 3", lambda a: a.tile(2, 1, 3), x)
case("tile 0 2", lambda a: a.tile(0, 2), x)
case("tile 3", lambda a: a.tile(3), tensor(2.5).reshape(()))
for offset in (0, 1, -2, 3):
    case(f"diagonal {offset}", lambda a: a.diagonal(offset, -2, -1), deep)
case("diagonal 1 0 2", lambda a: a.diagonal(1, 0, 2), deep)
case("diagonal 0 2 0", lambda a: a.diagonal(0, 2, 0), deep)
case("masked select", lambda a: a.masked_select(a > 0), deep)
case("masked select column", lambda a: a.masked_select(torch.tensor([[1], [0], [1]]).bool()), x)
case("masked select nothing", lambda a: a.masked_select(a > 100), x)
case("concatenate 1", lambda a, b: torch.cat([a, b, a], 1), x, column)
case("stack -1", lambda a, b: torch.stack([a, b], -1), x, y)
case("split 1", lambda a: a.split([1, 3], 1)[1], x)

classes = torch.tensor([0, 3, 1])
wild = torch.stack([tensor(1000, -1000, 0, 5), tensor(0, 0, 0, 0), row])
case("mean squared error", F.mse_loss, x, y)
for logits in (x, wild):
    case("cross-entropy", lambda a: F.cross_entropy(a, classes), logits)
    case("cross-entropy of probabilities", lambda a: F.cross_entropy(a, torch.full((3, 4), 0.25)), logits)
    case("binary cross-entropy", lambda a: F.binary_cross_entropy_with_logits(a, (y > 0).double()), logits)
    case("max-margin", lambda a: (1 - torch.sign(y) * a).relu().mean(), logits)
cases[-1]["note"] = "targets are the signs of y"

case("l1", F.l1_loss, x, y)
case("l1 none", lambda a, b: F.l1_loss(a, b, reduction="none"), x, torch.where(y > 0, y, x))
for delta in (1, 0.25):
    case(f"huber {delta}", lambda a, b: F.huber_loss(a, b, delta=delta), 2 * x, y)
case("huber sum", lambda a, b: F.huber_loss(a, b, reduction="sum", delta=0.5), tensor(-1e200, -0.5, 0, 0.5, inf), torch.zeros(5))
of_time = torch.tensor([[0, 3, -1], [2, -1, 1]])
weigh = tensor(0.5, 2, 0, 1.5)
for number, how in enumerate(("mean", "sum", "none")):
    case(f"cross-entropy in time {number}", lambda a: F.cross_entropy(a.transpose(1, 2), of_time.abs(), reduction=how), deep)
    case(f"cross-entropy weighted {number}",
         lambda a: F.cross_entropy(a.transpose(1, 2), of_time.abs(), weight=weigh, reduction=how), deep)
    case(f"cross-entropy with padding {number}",
         lambda a: F.cross_entropy(a.transpose(1, 2), of_time, weight=weigh, ignore_index=-1, reduction=how), deep)
    case(f"cross-entropy padding only {number}",
         lambda a: F.cross_entropy(a.transpose(1, 2), of_time, ignore_index=-1, reduction=how), 100 * deep)

case("layer norm", lambda a, w, b: F.layer_norm(a, (4,), w, b), deep, row, torch.randn(4))
feature_weights = (row, torch.randn(4))
case("batch norm", lambda a, w, b: F.batch_norm(a, None, None, w, b, training=True), x, *feature_weights)
case("batch norm", lambda a, w, b: F.batch_norm(a.reshape(-1, 4), None, None, w, b, training=True).reshape(a.shape), deep, *feature_weights)


def batch_norm_in_use(a, w, b):
    """The running mean and variance after one batch, y."""
    mean, variance = torch.zeros(4), torch.ones(4)
    F.batch_norm(y, mean, variance, training=True, momentum=0.3)
    return F.batch_norm(a, mean, variance, w, b, training=False)


case("batch norm in use", batch_norm_in_use, x, *feature_weights)
case("linear", lambda a, w, b: a @ w + b, deep, torch.randn(4, 2), torch.randn(2))
case("embedding", lambda w: F.embedding(torch.tensor([[0, 2], [2, 1]]), w), torch.randn(3, 2))


def attention(a, wqkv, bqkv, wo, bo):
    """Two heads, causal; weights (inputs, outputs)."""
    batch, time, features = a.shape
    q, k, v = (a @ wqkv + bqkv).split(features, -1)
    q, k, v = (t.reshape(batch, time, 2, features // 2).transpose(1, 2) for t in (q, k, v))
    scores = q @ k.transpose(-2, -1) / math.sqrt(features // 2)
    scores = scores.masked_fill(torch.ones(time, time).triu(1).bool(), -inf)
    return (scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, time, features) @ wo + bo


weights = [torch.randn(4, 12), torch.randn(12), torch.randn(4, 4), torch.randn(4)]
case("attention", attention, deep, *weights)


def block(a, wqkv, bqkv, wo, bo, g1, b1, g2, b2, w1, c1, w2, c2):
    seen = a + attention(F.layer_norm(a, (4,), g1, b1), wqkv, bqkv, wo, bo)
    return seen + F.gelu(F.layer_norm(seen, (4,), g2, b2) @ w1 + c1) @ w2 + c2


case("transformer block", block, deep, *weights, torch.randn(4), torch.randn(4), torch.randn(4), torch.randn(4),
     torch.randn(4, 16), torch.randn(16), torch.randn(16, 4), torch.randn(4))

autograd = torch.autograd.functional
case("jacobian", lambda a: autograd.jacobian(lambda b: b.cumsum(-1).sin() * b[0], a, create_graph=True), x[:2])
case("hessian", lambda a: autograd.hessian(lambda b: (b.prod(-1) * b.exp().sum(0)[0]).sum(), a, create_graph=True), x[:2])

document = {
    "made by": f"PyTorch {torch.__version__.split('+')[0]}, float64, tests/oracle/make_cases.py",
    "operations": cases,
    "y": numbers(y),
    **optimizers,
    "training": training(),
}
out = pathlib.Path(__file__).with_name("cases.json")
with open(out, "w", encoding="utf-8", newline="\n") as file:
    json.dump(document, file, separators=(",", ":"), allow_nan=False)
    file.write("\n")
print(f"{len(cases)} cases, {out.stat().st_size:,} bytes")
