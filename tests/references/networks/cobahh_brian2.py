"""Rates, irregularity and silence of the COBAHH benchmark (Brette et al. 2007, benchmark 3) in Brian2, over random wirings.

Made with Brian2 2.5.1 of Debian 12 (package python3-brian), numpy target:  python3 cobahh_brian2.py SEED [SEED ...]
Prints one line a seed: rate in Hz, CV of the interspike intervals (mean over cells with at least three spikes), cells
without a spike in per cent, and the mean excitatory and inhibitory conductance in nS and potential in mV after 100 ms.

Seeds 1 to 20 gave, as mean and standard deviation: 35.198 (2.246) Hz, CV 1.954 (0.048), silent 11.944 (1.723) %,
gE 68.38 (4.822) nS, gI 383.2 (20.33) nS, V -64.771 (0.510) mV.
"""
import sys

import numpy as np
from brian2 import Network, StateMonitor, mV, ms, nS, prefs, second, seed

from cobahh_brian2_model import cobahh


def measure(number):
    seed(number)
    cells, excitatory, inhibitory, spikes = cobahh()
    states = StateMonitor(cells, ["v", "ge", "gi"], record=range(0, 4000, 20), dt=5 * ms)
    Network(cells, excitatory, inhibitory, spikes, states).run(1 * second)
    trains = spikes.spike_trains()
    intervals = [np.diff(np.asarray(train)) for train in trains.values()]
    cv = np.mean([i.std() / i.mean() for i in intervals if len(i) >= 2])
    silent = 100 * np.mean([len(train) == 0 for train in trains.values()])
    late = states.t > 0.1 * second
    print(f"seed {number}: {spikes.num_spikes / 4000:.2f} Hz, CV {cv:.3f}, silent {silent:.2f} %, "
          f"gE {np.mean(states.ge[:, late] / nS):.1f}, gI {np.mean(states.gi[:, late] / nS):.1f}, V {np.mean(states.v[:, late] / mV):.2f}", flush=True)


if __name__ == "__main__":
    prefs.codegen.target = "numpy"
    for argument in sys.argv[1:]:
        measure(int(argument))
