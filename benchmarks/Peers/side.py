"""
What the peers share: one request a line on stdin, one answer a line on stdout.
  start NAME     makes the workload; answers "ready", or "none" where this side has no such workload
  run N          does it N times; answers the seconds, and what the last step returned
  memory         answers the bytes by which the process has been larger, at its peak, than before the workload was made
"""
import gc
import os
import resource
import sys
import time

import numpy as np


class Inputs:
    def __init__(self, folder):
        self.folder = folder

    def read(self, name):
        arrays = {}
        for file in (f"{name}.npz", f"{name}-a.npz", f"{name}-b.npz"):
            path = os.path.join(self.folder, file)
            if os.path.exists(path):
                with np.load(path) as archive:
                    arrays.update({key: archive[key] for key in archive.files})
        return arrays


def resident():
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize()


def linear_algebra():
    """What multiplies the matrices. Netlib's reference BLAS takes about nine times as long as OpenBLAS, so a table has to say which it was."""
    with open("/proc/self/maps", encoding="ascii") as file:
        loaded = {os.path.basename(line.split()[-1]) for line in file if "/" in line}
    libraries = sorted(name for name in loaded if "openblas" in name or "mkl" in name or "blis" in name)
    return " and ".join(libraries) or "the reference BLAS, so its products are slow; install libopenblas0-pthread for a fair comparison"


def serve(inputs, description, workloads):
    print(description, flush=True)
    step = None
    before = resident()
    for line in sys.stdin:
        command, *words = line.split()
        if command == "start":
            name = words[0]
            make = workloads.get(name) or workloads.get(name.split("-")[0])
            gc.collect()
            before = resident()
            step = make(name, inputs.read(name)) if make else None
            print("ready" if step else "none", flush=True)
        elif command == "run":
            start = time.perf_counter()
            for _ in range(int(words[0])):
                result = step()
            print(repr(time.perf_counter() - start), repr(float(result)), flush=True)
        elif command == "memory":
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 - before, flush=True)
