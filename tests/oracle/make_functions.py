#!/usr/bin/env python3
"""Writes functions.json: the values and slopes of the activations, computed by mpmath (Debian's python3-mpmath) with 60 digits and
rounded once, at places from the smallest subnormal number to where nothing changes any more.
Run it again after adding a function: /usr/bin/python3 tests/oracle/make_functions.py
"""
import json
import pathlib
import random

from mpmath import mp, mpf, cosh, erfc, exp, log1p, npdf, sqrt, tanh

mp.dps = 60
random.seed(1)


def near(x):
    """erfc and npdf do not take numbers as large as 1e160; from 1000 on they are 0 and 1 to far more than double's digits."""
    return max(-1000, min(x, 1000))


def sigmoid(x):
    return 1 / (1 + exp(-x)) if x >= 0 else exp(x) / (1 + exp(x))


def phi(x):
    return erfc(-near(x) / sqrt(2)) / 2


functions = {
    "sigmoid": sigmoid,
    "sigmoid slope": lambda x: sigmoid(x) * sigmoid(-x),
    "tanh": tanh,
    "tanh slope": lambda x: 1 / cosh(x) ** 2,
    "softplus": lambda x: log1p(exp(-abs(x))) + max(x, 0),
    "softplus slope": sigmoid,
    "gelu": lambda x: x * phi(x),
    "gelu slope": lambda x: phi(x) + x * npdf(near(x)),
    "gelu slope's larger term": lambda x: max(phi(x), abs(x * npdf(near(x)))),
}
places = [5e-324, 2.5e-320, 2.2250738585072014e-308, 1e-300, 1e-170, 1e-12, 1e-8]
places += [10 ** random.uniform(-16, 0) for _ in range(60)]
places += [random.uniform(0, 6) for _ in range(100)]
places += [random.uniform(6, 50) for _ in range(80)]
places += [random.uniform(300, 800) for _ in range(50)]
places += [37.5, 38.4, 38.5, 38.6, 40, 41, 372.5, 373, 708.3, 708.4, 709.8, 744.4, 745.1, 745.2, 746, 1e3, 1e10, 1e160, 1.7e308]
places = [sign * x for x in places for sign in (1, -1)]
document = {
    "made by": "mpmath, 60 digits, tests/oracle/make_functions.py",
    "x": places,
    "functions": {name: [float(f(mpf(x))) for x in places] for name, f in functions.items()},
}
out = pathlib.Path(__file__).with_name("functions.json")
with open(out, "w", encoding="utf-8", newline="\n") as file:
    json.dump(document, file, separators=(",", ":"), allow_nan=False)
    file.write("\n")
print(f"{len(places)} places, {out.stat().st_size:,} bytes")
