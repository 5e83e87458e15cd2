"""W1 and W2 under SimPy, as its own tutorials would write them: `python peer_simpy.py w1|w2 CUSTOMERS SEED`."""

import math
import random
import sys
import time
from collections.abc import Callable, Generator
from typing import Any

import simpy

workload, customers, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
random.seed(seed)
house = simpy.Environment()
in_house: list[float] = [0, 0]  # how many, and their time


def exponential(mean: float) -> Callable[[], float]:
    return lambda: random.expovariate(1 / mean)


def lognormal(mean: float, sd: float) -> Callable[[], float]:
    variance = math.log(1 + (sd / mean) ** 2)
    return lambda: random.lognormvariate(math.log(mean) - variance / 2, math.sqrt(variance))


if workload == "w1":
    interval = exponential(1 / 0.9)
    stations = [(simpy.Resource(house, 1), exponential(1))]
    back = 0.0
else:
    interval = exponential(10)
    stations = [
        (simpy.Resource(house, 2), exponential(15)),
        (simpy.Resource(house, 4), lognormal(30, 15)),
        (simpy.Resource(house, 3), exponential(20)),
    ]
    back = 0.2


def patient() -> Generator[Any, Any, None]:
    came = house.now
    at = 0
    while at < len(stations):
        staff, work = stations[at]
        with staff.request() as turn:
            yield turn
            yield house.timeout(work())
        at = 1 if at == 2 and random.random() < back else at + 1
    in_house[0] += 1
    in_house[1] += house.now - came


def door() -> Generator[Any, Any, None]:
    for _ in range(customers):
        yield house.timeout(interval())
        house.process(patient())


house.process(door())
begin = time.perf_counter()
house.run()
seconds = time.perf_counter() - begin
mean = in_house[1] / in_house[0]
print(f"mode={workload} secs={seconds:.4f} cust_per_s={customers / seconds:.6g} mean_minutes={mean:.3f}")
