"""PyTorch's side of the workloads. Started by the benchmarks; reads requests from stdin, answers on stdout (see Running/Side.cs)."""
import math
import sys

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from side import Inputs, linear_algebra, serve

torch.set_default_dtype(torch.float64)


def tensor(array):
    return torch.from_numpy(array)


def sigmoids(start):
    """Linear layers with sigmoids between them, from (in, out) weights."""
    weights = sorted({name.split(".")[0] for name in start if "." in name}, key=int)
    layers = []
    for i, place in enumerate(weights):
        w, b = tensor(start[f"{place}.weight"]), tensor(start[f"{place}.bias"])
        layer = nn.Linear(*w.shape)
        with torch.no_grad():
            layer.weight.copy_(w.T)
            layer.bias.copy_(b)
        layers += [layer, nn.Sigmoid()] if i < len(weights) - 1 else [layer]
    return nn.Sequential(*layers)


def training(network, x, y, loss_of, optimizer):
    def step():
        loss = loss_of(network(x), y)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        return loss.item()
    return step


def quadratic_fitter(name, start):
    network = sigmoids(start)
    return training(network, tensor(start["x"]), tensor(start["y"]), F.mse_loss, torch.optim.SGD(network.parameters(), lr=1e-3))


def digits(name, start):
    network = sigmoids(start)
    classes = tensor(start["y"]).long()
    return training(network, tensor(start["x"]), classes, F.cross_entropy, torch.optim.SGD(network.parameters(), lr=0.1))


class Attention(nn.Module):
    def __init__(self, start, prefix, heads):
        super().__init__()
        self.heads = heads
        self.projection = linear(start, prefix + "projection")
        self.output = linear(start, prefix + "output")

    def forward(self, x):
        batch, time, features = x.shape
        q, k, v = (part.view(batch, time, self.heads, features // self.heads).transpose(1, 2)
                   for part in self.projection(x).split(features, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(features / self.heads)
        later = torch.ones(time, time, dtype=torch.bool).triu(1)
        weights = scores.masked_fill(later, float("-inf")).softmax(-1)
        return self.output((weights @ v).transpose(1, 2).reshape(batch, time, features))


def linear(start, name):
    w = tensor(start[f"{name}.weight"])
    layer = nn.Linear(*w.shape)
    with torch.no_grad():
        layer.weight.copy_(w.T)
        layer.bias.copy_(tensor(start[f"{name}.bias"]))
    return layer


def norm(start, name):
    layer = nn.LayerNorm(start[f"{name}.weight"].shape[0])
    with torch.no_grad():
        layer.weight.copy_(tensor(start[f"{name}.weight"]))
        layer.bias.copy_(tensor(start[f"{name}.bias"]))
    return layer


class Block(nn.Module):
    def __init__(self, start, prefix, heads):
        super().__init__()
        self.attention_norm = norm(start, prefix + "attention_norm")
        self.attention = Attention(start, prefix + "attention.", heads)
        self.network_norm = norm(start, prefix + "network_norm")
        self.network = nn.Sequential(linear(start, prefix + "network.0"), nn.GELU(), linear(start, prefix + "network.2"))

    def forward(self, x):
        x = x + self.attention(self.attention_norm(x))
        return x + self.network(self.network_norm(x))


class Characters(nn.Module):
    def __init__(self, start):
        super().__init__()
        self.characters = nn.Parameter(tensor(start["0.weight"]))
        self.positions = nn.Parameter(tensor(start["1.weight"]))
        self.blocks = nn.Sequential(*(Block(start, f"{i}.", heads=8) for i in (2, 3, 4)))
        self.norm = norm(start, "5")
        self.linear = linear(start, "6")

    def forward(self, x):
        z = F.embedding(x, self.characters) + self.positions
        return self.linear(self.norm(self.blocks(z))).flatten(0, 1)


def transformer(name, start):
    model = Characters(start)
    optimizer = torch.optim.Adam(model.parameters(), lr=5e-3)
    return training(model, tensor(start["x"]).long(), tensor(start["y"]).long(), F.cross_entropy, optimizer)


def product(name, start):
    a, b = (tensor(start[key]).T if flag in name else tensor(start[key]) for key, flag in (("a", "tA"), ("b", "tB")))
    c = torch.empty(a.shape[0], b.shape[1])

    def step():
        torch.mm(a, b, out=c)
        return float(c[0, 0] + c[-1, -1])
    return step


def chain(name, start):
    length = int(name.split("-")[1])

    def step():
        x = torch.ones((), requires_grad=True)
        y = x
        for _ in range(length):
            y = y * 1.0001 + 0
        y.backward()
        return x.grad.item()
    return step


def sigmoid(name, start):
    x, seed = tensor(start["x"]).requires_grad_(), tensor(start["seed"])

    def step():
        return torch.autograd.grad(torch.sigmoid(x), x, seed)[0][-1].item()
    return step


def add(name, start):
    a, b, seed = tensor(start["a"]).requires_grad_(), tensor(start["b"]).requires_grad_(), tensor(start["seed"])

    def step():
        total = a + b
        gradients = torch.autograd.grad(total, (a, b), seed)
        return total[-1, -1].item() + gradients[0][-1, -1].item() + gradients[1][-1, -1].item()
    return step


if __name__ == "__main__":
    torch.set_num_threads(int(sys.argv[2]))
    serve(Inputs(sys.argv[1]), f"PyTorch {torch.__version__} with {linear_algebra()}", {
        "W1": quadratic_fitter, "W3": digits, "W4": transformer, "W5": product, "W6": chain, "W7-sigmoid": sigmoid, "W7-add": add})
