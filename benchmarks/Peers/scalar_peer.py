"""
A scalar engine like micrograd (each number an object, the order found by recursion), written for this comparison and not
micrograd itself. Started by the benchmarks (see Running/Side.cs); with "nogc" as last argument Python's garbage collector is off.
"""
import gc
import sys

from side import Inputs, serve


class Value:
    def __init__(self, data, children=(), operation=""):
        self.data = data
        self.grad = 0
        self.pull_back = lambda: None
        self.previous = set(children)
        self.operation = operation

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        result = Value(self.data + other.data, (self, other), "+")

        def pull_back():
            self.grad += result.grad
            other.grad += result.grad
        result.pull_back = pull_back
        return result

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        result = Value(self.data * other.data, (self, other), "*")

        def pull_back():
            self.grad += other.data * result.grad
            other.grad += self.data * result.grad
        result.pull_back = pull_back
        return result

    def relu(self):
        result = Value(max(self.data, 0), (self,), "relu")

        def pull_back():
            self.grad += (result.data > 0) * result.grad
        result.pull_back = pull_back
        return result

    def backward(self):
        order, seen = [], set()

        def visit(value):
            if value not in seen:
                seen.add(value)
                for child in value.previous:
                    visit(child)
                order.append(value)
        visit(self)
        self.grad = 1
        for value in reversed(order):
            value.pull_back()


def network(widths, numbers):
    numbers = iter(numbers)
    return [[([Value(next(numbers)) for _ in range(width)], Value(next(numbers))) for _ in range(outputs)]
            for width, outputs in zip(widths, widths[1:])]


def forward(layers, x):
    for i, layer in enumerate(layers):
        outputs = []
        for weights, bias in layer:
            total = bias
            for w, each in zip(weights, x):
                total = total + w * each
            outputs.append(total if i == len(layers) - 1 else total.relu())
        x = outputs
    return x[0]


def moons(name, start):
    sys.setrecursionlimit(100_000)
    layers = network([2, 16, 16, 1], start["parameters"].tolist())
    parameters = [p for layer in layers for weights, bias in layer for p in (*weights, bias)]
    points, labels = [[Value(x) for x in row] for row in start["x"].tolist()], start["y"].tolist()
    count = 0

    def step():
        nonlocal count
        margin = Value(0.0)
        for x, y in zip(points, labels):
            margin = margin + (forward(layers, x) * -y + 1).relu()
        squares = Value(0.0)
        for p in parameters:
            squares = squares + p * p
        loss = margin * (1 / len(points)) + squares * 1e-4
        for p in parameters:
            p.grad = 0
        loss.backward()
        rate = 1.0 - 0.9 * (count % 100) / 100
        count += 1
        for p in parameters:
            p.data -= rate * p.grad
        return loss.data
    return step


if __name__ == "__main__":
    collects = sys.argv[-1] != "nogc"
    if not collects:
        gc.disable()
    serve(Inputs(sys.argv[1]), "scalar engine in Python" + ("" if collects else ", garbage collector off"), {"W2": moons})
