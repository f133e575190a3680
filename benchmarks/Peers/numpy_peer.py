"""NumPy's side of the workloads, with every gradient written out by hand. Started by the benchmarks (see Running/Side.cs)."""
import sys

import numpy as np

from side import Inputs, linear_algebra, serve


class Linear:
    def __init__(self, weight, bias):
        self.weight, self.bias = weight, bias

    def forward(self, x):
        self.x = x
        return x @ self.weight + self.bias

    def backward(self, g):
        self.weight_grad = self.x.T @ g
        self.bias_grad = g.sum(axis=0)
        return g @ self.weight.T

    def update(self, rate):
        self.weight -= rate * self.weight_grad
        self.bias -= rate * self.bias_grad


class Sigmoid:
    def forward(self, x):
        self.y = 1 / (1 + np.exp(-x))
        return self.y

    def backward(self, g):
        return g * self.y * (1 - self.y)

    def update(self, rate):
        pass


def sigmoids(start):
    places = sorted({name.split(".")[0] for name in start if "." in name}, key=int)
    layers = []
    for place in places:
        layers += [Linear(start[f"{place}.weight"].copy(), start[f"{place}.bias"].copy()), Sigmoid()]
    return layers[:-1]


def training(layers, x, loss_of, rate):
    def step():
        z = x
        for layer in layers:
            z = layer.forward(z)
        loss, g = loss_of(z)
        for layer in reversed(layers):
            g = layer.backward(g)
        for layer in layers:
            layer.update(rate)
        return loss
    return step


def quadratic_fitter(name, start):
    y = start["y"]

    def mean_squared_error(z):
        difference = z - y
        return (difference * difference).mean(), 2 / y.size * difference
    return training(sigmoids(start), start["x"], mean_squared_error, 1e-3)


def digits(name, start):
    rows, classes = np.arange(len(start["y"])), start["y"].astype(int)

    def cross_entropy(z):
        shifted = z - z.max(axis=1, keepdims=True)
        powers = np.exp(shifted)
        sums = powers.sum(axis=1, keepdims=True)
        loss = (np.log(sums[:, 0]) - shifted[rows, classes]).mean()
        g = powers / sums
        g[rows, classes] -= 1
        return loss, g / len(rows)
    return training(sigmoids(start), start["x"], cross_entropy, 0.1)


def product(name, start):
    a, b = (start[key].T if flag in name else start[key] for key, flag in (("a", "tA"), ("b", "tB")))
    c = np.empty((a.shape[0], b.shape[1]))

    def step():
        np.matmul(a, b, out=c)
        return c[0, 0] + c[-1, -1]
    return step


def sigmoid(name, start):
    layer, x, seed = Sigmoid(), start["x"], start["seed"]

    def step():
        layer.forward(x)
        return layer.backward(seed)[-1]
    return step


def add(name, start):
    a, b, seed = start["a"], start["b"], start["seed"]

    def step():
        total = a + b
        return total[-1, -1] + seed[-1, -1] + seed.sum(axis=0)[-1]
    return step


if __name__ == "__main__":
    serve(Inputs(sys.argv[1]), f"NumPy {np.__version__} with {linear_algebra()}", {
        "W1": quadratic_fitter, "W3": digits, "W5": product, "W7-sigmoid": sigmoid, "W7-add": add})
