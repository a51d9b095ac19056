"""Rates, irregularity and silence of the COBAHH benchmark (Brette et al. 2007, benchmark 3) in Brian2, over random wirings.

Made with Brian2 2.5.1 of Debian 12 (package python3-brian), numpy target:  python3 cobahh_brian2.py SEED [SEED ...]
Prints one line a seed: rate in Hz, CV of the interspike intervals (mean over cells with at least three spikes), cells
without a spike in per cent, and the mean excitatory and inhibitory conductance in nS and potential in mV after 100 ms.

Seeds 1 to 20 gave, as mean and standard deviation: 35.198 (2.246) Hz, CV 1.954 (0.048), silent 11.944 (1.723) %,
gE 68.38 (4.822) nS, gI 383.2 (20.33) nS, V -64.771 (0.510) mV.
"""
import sys

import numpy as np
from brian2 import (Hz, Network, NeuronGroup, SpikeMonitor, StateMonitor, Synapses, cm, defaultclock, ms, mV, nS, prefs,
                    second, seed, siemens, ufarad, um)

prefs.codegen.target = "numpy"
defaultclock.dt = 0.1 * ms

area = 20000 * um**2
constants = dict(
    Cm=1 * ufarad * cm**-2 * area, gl=5e-5 * siemens * cm**-2 * area, El=-60 * mV, EK=-90 * mV, ENa=50 * mV,
    g_na=100e-3 * siemens * cm**-2 * area, g_kd=30e-3 * siemens * cm**-2 * area, VT=-63 * mV,
    taue=5 * ms, taui=10 * ms, Ee=0 * mV, Ei=-80 * mV, we=6 * nS, wi=67 * nS)

equations = """
dv/dt = (gl*(El - v) + ge*(Ee - v) + gi*(Ei - v) - g_na*m**3*h*(v - ENa) - g_kd*n**4*(v - EK))/Cm : volt
dm/dt = alpha_m*(1 - m) - beta_m*m : 1
dn/dt = alpha_n*(1 - n) - beta_n*n : 1
dh/dt = alpha_h*(1 - h) - beta_h*h : 1
dge/dt = -ge/taue : siemens
dgi/dt = -gi/taui : siemens
alpha_m = 0.32*4/exprel((13 - (v - VT)/mV)/4)/ms : Hz
beta_m = 0.28*5/exprel(((v - VT)/mV - 40)/5)/ms : Hz
alpha_h = 0.128*exp((17 - (v - VT)/mV)/18)/ms : Hz
beta_h = 4./(1 + exp((40 - (v - VT)/mV)/5))/ms : Hz
alpha_n = 0.032*5/exprel((15 - (v - VT)/mV)/5)/ms : Hz
beta_n = 0.5*exp((10 - (v - VT)/mV)/40)/ms : Hz
"""

for number in map(int, sys.argv[1:]):
    seed(number)
    cells = NeuronGroup(4000, equations, threshold="v > -20*mV", refractory=3 * ms, method="exponential_euler", namespace=constants)
    excitatory = Synapses(cells[:3200], cells, on_pre="ge += we", namespace=constants)
    inhibitory = Synapses(cells[3200:], cells, on_pre="gi += wi", namespace=constants)
    excitatory.connect(p=0.02)
    inhibitory.connect(p=0.02)
    cells.v = "El + (randn()*5 - 5)*mV"
    cells.ge = "(randn()*1.5 + 4)*10.*nS"
    cells.gi = "(randn()*12 + 20)*10.*nS"
    spikes = SpikeMonitor(cells)
    states = StateMonitor(cells, ["v", "ge", "gi"], record=range(0, 4000, 20), dt=5 * ms)
    Network(cells, excitatory, inhibitory, spikes, states).run(1 * second)
    trains = spikes.spike_trains()
    intervals = [np.diff(np.asarray(train)) for train in trains.values()]
    cv = np.mean([i.std() / i.mean() for i in intervals if len(i) >= 2])
    silent = 100 * np.mean([len(train) == 0 for train in trains.values()])
    late = states.t > 0.1 * second
    print(f"seed {number}: {spikes.num_spikes / 4000:.2f} Hz, CV {cv:.3f}, silent {silent:.2f} %, "
          f"gE {np.mean(states.ge[:, late] / nS):.1f}, gI {np.mean(states.gi[:, late] / nS):.1f}, V {np.mean(states.v[:, late] / mV):.2f}", flush=True)
