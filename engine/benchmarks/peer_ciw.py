"""W1 and W2 under Ciw, which keeps a record of each visit: `python peer_ciw.py w1|w2 CUSTOMERS SEED`."""

import math
import sys
import time

import ciw
from ciw.dists import Exponential, Lognormal

workload, customers, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
ciw.seed(seed)
variance = math.log(1 + (15 / 30) ** 2)

if workload == "w1":
    network = ciw.create_network(
        arrival_distributions=[Exponential(0.9)], service_distributions=[Exponential(1)], number_of_servers=[1]
    )
else:
    network = ciw.create_network(
        arrival_distributions=[Exponential(1 / 10), None, None],
        service_distributions=[
            Exponential(1 / 15),
            Lognormal(math.log(30) - variance / 2, math.sqrt(variance)),
            Exponential(1 / 20),
        ],
        number_of_servers=[2, 4, 3],
        routing=[[0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [0.0, 0.2, 0.0]],
    )

simulation = ciw.Simulation(network)
begin = time.perf_counter()
simulation.simulate_until_max_customers(customers, method="Finish")
seconds = time.perf_counter() - begin

came: dict[int, float] = {}
left: dict[int, float] = {}
for visit in simulation.get_all_records():
    came[visit.id_number] = min(came.get(visit.id_number, math.inf), visit.arrival_date)
    left[visit.id_number] = max(left.get(visit.id_number, 0), visit.exit_date)
mean = sum(left[one] - came[one] for one in came) / len(came)
print(f"mode={workload} secs={seconds:.4f} cust_per_s={customers / seconds:.6g} mean_minutes={mean:.3f}")
