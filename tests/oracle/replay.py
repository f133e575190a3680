#!/usr/bin/env python3
"""Holds random programs of the library against PyTorch (Debian's python3-torch 1.13, float64):

    dotnet run --project tests/oracle/Fuzz -- 1 300 | /usr/bin/python3 tests/oracle/replay.py

Every value and every gradient of each program is compared, normwise: max|found - expected| against what rounding may cause.
That bound is measured, because it depends on the program: PyTorch runs it again with all inexact numbers, and the gradients that
go back through them, changed at random by up to PERTURBATION, and the largest change of a result over RUNS runs, times MARGIN, is
what an error of a few hundred roundings in each step can do to it (stochastic arithmetic: Vignes 1993, doi 10.1016/0378-4754(93)90003-D).
Numbers that arithmetic gives exactly, small multiples of 2^-GRID, are left alone, so that zeros and ties stay what they are.
"""
import json
import sys

try:
    import torch
    import torch.nn.functional as F
except ImportError:
    print("fuzzing was skipped: Python has no PyTorch", file=sys.stderr)
    sys.exit(0)

PERTURBATION = 2.0 ** -45  # 128 units in the last place
RUNS = 5
MARGIN = 8
GRID = 20
UNIT = 2.0 ** -52

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


class FromOutput(torch.autograd.Function):
    """tanh and sigmoid, whose gradients 1 - y^2 and y (1 - y) make much of the rounding of y where y is nearly 1."""

    @staticmethod
    def forward(ctx, x, function, derivative, change):
        y = change(function(x))
        ctx.save_for_backward(y)
        ctx.derivative = derivative
        return y

    @staticmethod
    def backward(ctx, gradient):
        return gradient * ctx.derivative(*ctx.saved_tensors), None, None, None


FROM_OUTPUT = {
    "tanh": (torch.tanh, lambda y: 1 - y * y),
    "sigmoid": (torch.sigmoid, lambda y: y * (1 - y)),
}


def gather(x, n):
    shape = list(x.shape)
    shape[n[0]] = n[1]
    return x.gather(n[0], torch.tensor(n[2:], dtype=torch.long).reshape(shape))


def part(pair):
    return pair[0] if pair[1] < 0 else slice(*pair)


def over(f):
    """A reduction of a tensor over axes, or over all of them."""
    return lambda x, n: f(x, tuple(n[1:]) or tuple(range(x.dim())), bool(n[0])) if x.dim() else f(x.reshape(1), (0,), False)


OPERATIONS = {
    "negate": lambda x, n: -x,
    "add 1.5": lambda x, n: x + 1.5,
    "2 minus": lambda x, n: 2 - x,
    "times 0.5": lambda x, n: 0.5 * x,
    "divided by 4": lambda x, n: x / 4,
    "exp": lambda x, n: x.exp(),
    "sin": lambda x, n: x.sin(),
    "cos": lambda x, n: x.cos(),
    "abs": lambda x, n: x.abs(),
    "square": lambda x, n: x ** 2,
    "cube": lambda x, n: x ** 3,
    "relu": lambda x, n: x.relu(),
    "leaky relu": lambda x, n: F.leaky_relu(x, 0.1),
    "gelu": lambda x, n: x * torch.erfc(-x / 2 ** 0.5) / 2,  # F.gelu adds 1 to erf, and has five digits left at -7
    "softplus": lambda x, n: F.softplus(x, threshold=1000),
    "clamp": lambda x, n: x.clamp(-0.5, 0.5),
    "masked fill": lambda x, n: x.masked_fill(x > 0.25, 7),
    "where": lambda x, n: torch.where(x > 0, x, x * x),
    "log": lambda x, n: x.log(),
    "sqrt": lambda x, n: x.sqrt(),
    "power 1.7": lambda x, n: x ** 1.7,
    "1 over": lambda x, n: 1 / x,
    "add": lambda x, y, n: x + y,
    "subtract": lambda x, y, n: x - y,
    "multiply": lambda x, y, n: x * y,
    "divide": lambda x, y, n: x / (y ** 2 + 1),
    "maximum": lambda x, y, n: torch.maximum(x, y),
    "minimum": lambda x, y, n: torch.minimum(x, y),
    "sum": over(lambda x, d, k: x.sum(d, k)),
    "mean": over(lambda x, d, k: x.mean(d, k)),
    "max": over(lambda x, d, k: x.amax(d, k)),
    "min": over(lambda x, d, k: x.amin(d, k)),
    "log-sum-exp": over(lambda x, d, k: x.logsumexp(d, k)),
    "variance": over(lambda x, d, k: x.var(d, unbiased=False, keepdim=k)),
    "norm of 1 and": over(lambda x, d, k: torch.linalg.vector_norm(x ** 2 + 1, dim=d, keepdim=k)),
    "softmax": lambda x, n: x.softmax(n[0]),
    "log-softmax": lambda x, n: x.log_softmax(n[0]),
    "matmul": lambda x, y, n: x @ y,
    "transpose": lambda x, n: x.transpose(n[0], n[1]),
    "permute": lambda x, n: x.permute(n),
    "reshape": lambda x, n: x.reshape(n),
    "unsqueeze": lambda x, n: x.unsqueeze(n[0]),
    "expand": lambda x, n: x.expand(n),
    "slice": lambda x, n: x[tuple(part(pair) for pair in zip(n[::2], n[1::2]))],
    "concatenate": lambda *xn: torch.cat(xn[:-1], xn[-1][0]),
    "stack": lambda *xn: torch.stack(xn[:-1], xn[-1][0]),
    "split": lambda x, n: x.split([n[1], x.shape[n[0]] - n[1]], n[0])[n[2]],
    "gather": gather,
    "index select": lambda x, n: x.index_select(n[0], torch.tensor(n[1:], dtype=torch.long)),
    "lower triangle": lambda x, n: x.tril(n[0]),
    "mean squared error": lambda x, y, n: F.mse_loss(x, y),
    "cross-entropy": lambda x, n: F.cross_entropy(x, torch.tensor(n)),
    "binary cross-entropy": lambda x, n: F.binary_cross_entropy_with_logits(x, torch.tensor(n, dtype=x.dtype).reshape(x.shape)),
}


def tensor(numbers):
    return torch.tensor([float(x) for x in numbers["data"]]).reshape(numbers["shape"])


def perturbed(x, generator):
    exact = (x.detach() * 2 ** GRID == (x.detach() * 2 ** GRID).round()) & (x.detach().abs() < 2 ** GRID)
    noise = (2 * torch.rand(x.shape, generator=generator) - 1) * PERTURBATION
    return x * (1 + noise.masked_fill(exact, 0))


def run(program, generator=None):
    """All values, first and second gradients of a program; perturbed where there is a generator."""
    change = (lambda x: perturbed(x, generator)) if generator else (lambda x: x)
    values, inputs = [], []
    for variable in program["variables"]:
        if variable["operation"] is None:
            inputs.append(len(values))
            values.append(change(tensor(variable["value"])).requires_grad_())
        else:
            operands = [values[i] for i in variable["operands"]]
            operation = variable["operation"]
            values.append(FromOutput.apply(*operands, *FROM_OUTPUT[operation], change) if operation in FROM_OUTPUT
                          else change(OPERATIONS[operation](*operands, variable["arguments"])))

    def gradients(outputs, of, seeds, create):
        found = torch.autograd.grad(outputs, of, seeds, create_graph=create, allow_unused=True)
        return [torch.zeros_like(x) if g is None else g for x, g in zip(of, found)]

    twice = bool(program["secondSeeds"])
    seeds = {int(i): change(tensor(seed)) for i, seed in program["seeds"].items()}
    first = gradients([values[i] for i in seeds], values, list(seeds.values()), twice)
    second = []
    if twice:
        of = [values[i] for i in inputs]
        total = sum((first[i] * change(tensor(s))).sum() for i, s in zip(inputs, program["secondSeeds"])) + sum((0 * x).sum() for x in of)
        second = gradients([total], of, None, False)
    return [x.detach() for x in values], [x.detach() for x in first], [x.detach() for x in second]


def difference(a, b):
    """max|a - b|, where what is not finite counts only if it differs."""
    same = (a == b) | (a.isnan() & b.isnan())
    return torch.where(same, torch.zeros_like(a), (a - b).abs().nan_to_num(float("inf"))).max().item() if a.numel() else 0.0


def disagreement(found, expected, runs):
    if list(found.shape) != list(expected.shape):
        return f"shape {tuple(found.shape)}, expected {tuple(expected.shape)}"
    size = expected[expected.isfinite()].abs().max().item() if expected.isfinite().any() else 0.0
    bound = MARGIN * max([difference(run, expected) for run in runs] + [UNIT * size])
    error = difference(found, expected)
    return None if error <= bound else f"differs by {error:.3g}, and {bound:.3g} may come from rounding\n  found    {text(found)}\n  expected {text(expected)}"


def check(program):
    """The first thing that is wrong: which variable, and what."""
    if program["error"]:
        return len(program["variables"]) - 1, f"is refused: {program['error']}"
    try:
        expected = run(program)
    except (RuntimeError, IndexError) as error:
        return len(program["variables"]) - 1, f"is in a program that PyTorch refuses: {error}"
    runs = [run(program, torch.Generator().manual_seed(i)) for i in range(RUNS)]
    inputs = [i for i, v in enumerate(program["variables"]) if v["operation"] is None]
    for kind, found, places in (
            ("value", [v["value"] for v in program["variables"]], range(len(program["variables"]))),
            ("gradient", program["gradients"], range(len(program["variables"]))),
            ("second gradient", program["secondGradients"], inputs)):
        which = ("value", "gradient", "second gradient").index(kind)
        wrong = [(place, f"its {kind} {problem}") for i, place in enumerate(places[:len(found)])
                 if found[i] and (problem := disagreement(tensor(found[i]), expected[which][i], [r[which][i] for r in runs]))]
        if wrong:
            return wrong[0] if kind == "value" else wrong[-1]  # gradients go from the last to the first
    return None


def text(x):
    return f"{tuple(x.shape)} " + (str(x.tolist()) if x.numel() <= 24 else str(x.flatten()[:24].tolist())[:-1] + ", ...")


def explain(program, place, problem):
    """The program as one can read it, without the variables that have nothing to do with the one that is wrong."""
    variables = program["variables"]
    needed = {place}
    if "gradient" in problem.split("\n")[0]:
        for i, variable in enumerate(variables):
            if needed & set(variable["operands"]):
                needed.add(i)
    for i in reversed(range(len(variables))):
        if i in needed:
            needed |= set(variables[i]["operands"])
    print(f"program {program['number']}: x{place}: {problem}")
    for i in sorted(needed):
        variable = variables[i]
        arguments = ", ".join([f"x{j}" for j in variable["operands"]] + [str(n) for n in variable["arguments"]])
        value = tensor(variable["value"]) if variable["value"] else None
        made = "input" if variable["operation"] is None else f"{variable['operation']}({arguments})"
        print(f"  x{i} = {made}" + ("" if value is None else f"  # {text(value) if variable['operation'] is None else tuple(value.shape)}"))
    for i, seed in program["seeds"].items():
        if int(i) in needed:
            print(f"  seed of x{i}  # {text(tensor(seed))}")
    print(f"  again: dotnet run --project tests/oracle/Fuzz -- {program['number']} | /usr/bin/python3 tests/oracle/replay.py")


count = failed = 0
for line in sys.stdin:
    program = json.loads(line)
    count += 1
    wrong = check(program)
    if wrong:
        failed += 1
        explain(program, *wrong)
print(f"{count} random programs, {failed} of which PyTorch computes differently")
sys.exit(1 if failed or not count else 0)
