"""What PyTorch's optimizers and schedules do, step by step, and a training of a small network."""
import torch
import torch.nn.functional as F
import torch.optim as o

from values import numbers, tensor

start = tensor(1.5, -2, 0.3)
target = tensor(0.5, 1, -1)


def path(make):
    """Twenty steps down sum((p - target)^4 / 4 + p)."""
    p = start.clone().requires_grad_()
    optimizer = make([p])
    steps = []
    for _ in range(20):
        optimizer.zero_grad()
        (((p - target) ** 4) / 4 + p).sum().backward()
        optimizer.step()
        steps.append(p.tolist())
    return steps


paths = {
    "sgd": path(lambda p: o.SGD(p, 0.05)),
    "sgd decay": path(lambda p: o.SGD(p, 0.05, weight_decay=0.1)),
    "momentum": path(lambda p: o.SGD(p, 0.02, momentum=0.9)),
    "nesterov": path(lambda p: o.SGD(p, 0.02, momentum=0.8, nesterov=True, weight_decay=0.1)),
    "rmsprop": path(lambda p: o.RMSprop(p, 0.05, alpha=0.9)),
    "adam": path(lambda p: o.Adam(p, 0.1)),
    "adam decay": path(lambda p: o.Adam(p, 0.1, betas=(0.8, 0.95), weight_decay=0.1)),
    "adamw": path(lambda p: o.AdamW(p, 0.1, weight_decay=0.2)),
}


def path_of_groups(make):
    """The same with two parameters, the second of which has settings of its own."""
    p, q = start[:1].clone().requires_grad_(), start[1:].clone().requires_grad_()
    optimizer = make(p, q)
    steps = []
    for _ in range(20):
        optimizer.zero_grad()
        (((torch.cat([p, q]) - target) ** 4) / 4 + torch.cat([p, q])).sum().backward()
        optimizer.step()
        steps.append(p.tolist() + q.tolist())
    return steps


groups = {
    "sgd": path_of_groups(lambda p, q: o.SGD([{"params": [p]}, {"params": [q], "lr": 0.02, "weight_decay": 0.3}], 0.04, weight_decay=0.1)),
    "nesterov": path_of_groups(lambda p, q: o.SGD([{"params": [p]}, {"params": [q], "lr": 0.01}], 0.02, momentum=0.8, nesterov=True)),
    "rmsprop": path_of_groups(lambda p, q: o.RMSprop([{"params": [p]}, {"params": [q], "lr": 0.025}], 0.05)),
    "adam": path_of_groups(lambda p, q: o.Adam([{"params": [p]}, {"params": [q], "weight_decay": 0}], 0.1, weight_decay=0.2)),
    "adamw": path_of_groups(lambda p, q: o.AdamW([{"params": [p]}, {"params": [q], "lr": 0.2, "weight_decay": 0.05}], 0.1, weight_decay=0.2)),
}


def rates(make):
    optimizer = o.SGD([start.clone().requires_grad_()], 0.5)
    schedule = make(optimizer)
    found = []
    for _ in range(20):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step()
    return found


schedules = {
    "step decay": rates(lambda s: o.lr_scheduler.StepLR(s, 7, 0.1)),
    "cosine decay": rates(lambda s: o.lr_scheduler.CosineAnnealingLR(s, 19, 0.01)),
    "warm-up and decay": rates(lambda s: o.lr_scheduler.LambdaLR(
        s, lambda step: (step + 1) / 5 if step < 5 else (19 - step) / 14)),
}


optimizers = {
    "optimizers": {"start": start.tolist(), "target": target.tolist(), "paths": paths, "groups": groups},
    "schedules": schedules,
}


def training():
    """A network 2-4-1 with tanh, 50 steps of Adam on a mean squared error."""
    a, b = torch.randn(2, 4), torch.zeros(4)
    c, d = torch.randn(4, 1), torch.zeros(1)
    inputs, outputs = torch.randn(8, 2), torch.randn(8, 1)
    first = [numbers(t) for t in (a, b, c, d, inputs, outputs)]
    parameters = [t.clone().requires_grad_() for t in (a, b, c, d)]
    optimizer = o.Adam(parameters, 0.05)
    losses = []
    for _ in range(50):
        w, v, u, s = parameters
        loss = F.mse_loss((inputs @ w + v).tanh() @ u + s, outputs)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return {"start": first, "losses": losses, "end": [numbers(p) for p in parameters]}
