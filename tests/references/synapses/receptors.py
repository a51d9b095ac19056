"""Receptors and depression by two simulators that know nothing of this project.

Made with NEURON 8.2.2 and Brian2 2.5.1 of Debian 12 (packages python3-neuron, python3-brian), Python 3.11, NumPy 1.24.2:
    /usr/bin/python3 receptors.py > receptors.json

"doubleExponential": NEURON's Exp2Syn (2 and 8 ms, peak 1 nS, reversal 0 mV) on a passive cell of 200 pF and 10 nS, which rests at -70 mV; three spikes. CVODE
at an absolute tolerance of 1e-12. Conductance in nS and V in mV at the given times.

"nmda": by Brian2, the double exponential of 2 and 100 ms with the block by magnesium of Jahr and Stevens (1 mM, 3.57 mM, 0.062 per mV) on the same cell, weights
of 3 nS at the peak, the same spikes; rk4 at 0.01 ms. A spike at t acts on the step that begins at t.

"tsodyksMarkram": by Brian2, event-driven u and R of one source with seven spikes at irregular times: u and R before each spike and what it lets out, u R. As the
text orders it: release of what there is before the spike, then R falls, then u rises. "depressing": U 0.5, 800 ms, no facilitation; "facilitating": U 0.03, 130,
530 ms; "mixed": U 0.15, 300, 400 ms.
"""
import json
import logging

import brian2 as b
import numpy as np
from neuron import h

logging.disable(logging.CRITICAL)
SPIKES = [5, 15, 40]
TIMES = [4, 6, 9, 14, 16, 20, 39, 41, 45, 60, 90]


def double_exponential():
    h.load_file("stdrun.hoc")
    cell = h.Section(name="cell")
    cell.L = cell.diam = 79.788456  # um: 20 000 um2, so that 1 uF/cm2 are 200 pF
    cell.cm = 1
    cell.insert("pas")
    cell.g_pas, cell.e_pas = 5e-5, -70
    synapse = h.Exp2Syn(cell(0.5))
    synapse.tau1, synapse.tau2, synapse.e = 2, 8, 0
    connection = h.NetCon(None, synapse)
    connection.delay, connection.weight[0] = 0, 1e-3
    handler = h.FInitializeHandler(lambda: [connection.event(at) for at in SPIKES])
    t, v, g = (h.Vector().record(what) for what in (h._ref_t, cell(0.5)._ref_v, synapse._ref_g))
    cvode = h.CVode()
    cvode.active(1)
    cvode.atol(1e-12)
    cvode.maxstep(0.01)
    h.finitialize(-70)
    h.continuerun(100)
    t, v, g = (np.array(each) for each in (t, v, g))
    return {"g": [float(np.interp(at, t, 1e3 * g)) for at in TIMES], "V": [float(np.interp(at, t, v)) for at in TIMES]}


def nmda():
    b.start_scope()
    b.prefs.codegen.target = "numpy"
    b.defaultclock.dt = 0.01 * b.ms
    peak = 2 * 100 / (100 - 2) * np.log(100 / 2)
    scale = 1 / (np.exp(-peak / 100) - np.exp(-peak / 2))
    cell = b.NeuronGroup(1, """
        dV/dt = (10*nS*(-70*mV - V) + g*(0*mV - V)/(1 + exp(-0.062*V/mV)/3.57))/(200*pF) : volt
        g = slow - fast : siemens
        dslow/dt = -slow/(100*ms) : siemens
        dfast/dt = -fast/(2*ms) : siemens
        """, method="rk4")
    cell.V = -70 * b.mV
    source = b.SpikeGeneratorGroup(1, [0] * len(SPIKES), [at - 0.01 for at in SPIKES] * b.ms)
    synapse = b.Synapses(source, cell, on_pre="slow += 3*nS*scale; fast += 3*nS*scale", namespace={"scale": scale})
    synapse.connect()
    record = b.StateMonitor(cell, ["V", "g"], record=True)
    b.run(100 * b.ms)
    at = [int(round(time / 0.01)) for time in TIMES]
    return {"g": [float(record.g[0][n] / b.nS) for n in at], "V": [float(record.V[0][n] / b.mV) for n in at]}


def tsodyks_markram(use, recovery, facilitation, spikes):
    b.start_scope()
    b.prefs.codegen.target = "numpy"
    b.defaultclock.dt = 0.1 * b.ms
    source = b.SpikeGeneratorGroup(1, [0] * len(spikes), spikes * b.ms)
    target = b.NeuronGroup(1, "released : 1")
    facilitates = "du/dt = (U - u)/tau_f : 1 (event-driven)" if facilitation else "u : 1"
    rises = "u += U*(1 - u)" if facilitation else ""
    synapse = b.Synapses(
        source, target, facilitates + "\ndR/dt = (1 - R)/tau_r : 1 (event-driven)", on_pre="released_post = u*R\nR -= u*R\n" + rises,
        namespace={"U": use, "tau_r": recovery * b.ms, "tau_f": max(facilitation, 1) * b.ms})
    synapse.connect()
    synapse.u, synapse.R = use, 1
    record = b.StateMonitor(target, "released", record=True)
    b.run((spikes[-1] + 1) * b.ms)
    return [float(record.released[0][int(round(at / 0.1)) + 1]) for at in spikes]


TRAIN = [10, 35, 45, 120, 140, 400, 420]
print(json.dumps({
    "spikes": SPIKES, "times": TIMES, "doubleExponential": double_exponential(), "nmda": nmda(),
    "tsodyksMarkram": {
        "spikes": TRAIN,
        "depressing": tsodyks_markram(0.5, 800, 0, TRAIN), "facilitating": tsodyks_markram(0.03, 130, 530, TRAIN),
        "mixed": tsodyks_markram(0.15, 300, 400, TRAIN),
    },
}, indent=1))
