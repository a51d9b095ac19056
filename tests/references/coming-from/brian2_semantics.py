"""What Brian2 2.5.1 does in a step, for docs/coming-from/brian2.md: /usr/bin/python3 brian2_semantics.py > brian2_semantics.json

Times are Brian2's labels, the beginning of the step in which something happened.
"""
import json
import warnings

warnings.filterwarnings("ignore")
from brian2 import *  # noqa: E402

prefs.codegen.target = "numpy"
defaultclock.dt = 0.1 * ms
out = {}

# The pair of the page: a cell that fires regularly, and one that it excites.
eqs = """dv/dt = (g_L*(E_L - v) + g_e*(E_e - v) + I)/C : volt (unless refractory)
         dg_e/dt = -g_e/tau_e : siemens
         I : amp"""
values = dict(g_L=10 * nS, E_L=-60 * mV, E_e=0 * mV, tau_e=5 * ms, C=200 * pF)
cells = NeuronGroup(2, eqs, threshold="v > -50*mV", reset="v = -60*mV", refractory=2 * ms, method="exponential_euler", namespace=values)
cells.v = -60 * mV
cells.I = [150, 0] * pA
synapses = Synapses(cells, cells, on_pre="g_e += 8*nS", delay=1.5 * ms)
synapses.connect(i=0, j=1)
spikes = SpikeMonitor(cells)
trace = StateMonitor(cells, "v", record=1)
run(200 * ms)
out["pair"] = [[float(round(t / ms, 6)), int(i)] for t, i in zip(spikes.t, spikes.i)]
out["pair_v1_at_100ms"] = float(trace.v[0][1000] / mV)

# A spike of a generator at 1 ms, and when its conductance and its jump are first seen.
start_scope()
source = SpikeGeneratorGroup(1, [0], [1.0] * ms)
target = NeuronGroup(1, "dg/dt = -g/(5*ms) : 1\nv : volt", method="exact")
delayed = Synapses(source, target, on_pre="g += 1", delay=1.5 * ms)
delayed.connect()
at_once = Synapses(source, target, on_pre="v += 1*mV")
at_once.connect()
monitor = StateMonitor(target, ["g", "v"], record=0)
run(5 * ms)
out["first_g"] = float(round(monitor.t[int(argmax(monitor.g[0] > 0))] / ms, 6))
out["first_v"] = float(round(monitor.t[int(argmax(monitor.v[0] > 0 * volt))] / ms, 6))


# Jumps of so many mV at such times, into a cell whose threshold is 10 mV above rest and which is refractory for 5 ms.
def jumps(times, size):
    start_scope()
    source = SpikeGeneratorGroup(1, [0] * len(times), times * ms)
    cell = NeuronGroup(1, "dv/dt = (-60*mV - v)/(20*ms) : volt (unless refractory)", threshold="v > -50*mV", reset="v = -60*mV",
                       refractory=5 * ms, method="exact")
    cell.v = -60 * mV
    synapse = Synapses(source, cell, on_pre="v += size", namespace={"size": size * mV})
    synapse.connect()
    monitor = SpikeMonitor(cell)
    trace = StateMonitor(cell, "v", record=0)
    run(20 * ms)
    return [float(round(t / ms, 6)) for t in monitor.t], float(trace.v[0][60] / mV)


out["jump_11mV_spikes"], out["v_after_jump_while_refractory"] = jumps([3.0, 3.5], 11)
out["jump_10.02mV_spikes"], _ = jumps([3.0], 10.02)

# The learning synapses of the page: three trains about the spikes of a cell that a fourth makes fire.
start_scope()
order = (arange(40) * 50 + array([[10], [18], [26]])).ravel()
inputs = SpikeGeneratorGroup(3, repeat([0, 1, 2], 40), order * ms)
teacher = SpikeGeneratorGroup(1, zeros(40, dtype=int), (arange(40) * 50 + 20) * ms)
cell = NeuronGroup(1, "dv/dt = (-60*mV - v)/(20*ms) : volt (unless refractory)", threshold="v > -50*mV", reset="v = -60*mV",
                   refractory=2 * ms, method="exact")
cell.v = -60 * mV
kick = Synapses(teacher, cell, on_pre="v_post += 20*mV")
kick.connect()
learning = Synapses(inputs, cell, """w : volt
                    dapre/dt = -apre/(20*ms) : volt (event-driven)
                    dapost/dt = -apost/(20*ms) : volt (event-driven)""",
                    on_pre="v_post += w; apre += 0.01*mV; w = clip(w + apost, 0*mV, 1*mV)",
                    on_post="apost -= 0.0105*mV; w = clip(w + apre, 0*mV, 1*mV)")
learning.connect()
learning.w = 0.5 * mV
monitor = SpikeMonitor(cell)
run(2 * second)
out["stdp_spikes"] = [float(round(t / ms, 6)) for t in monitor.t]
out["stdp_weights_mV"] = [float(w / mV) for w in learning.w]


# The Poisson inputs of the page: 600 trains of its own for each cell, and 1000 that are shared, of which each cell has a fifth.
def poisson_rate(number):
    start_scope()
    seed(number)
    eqs = """dv/dt = (g_L*(E_L - v) + g_e*(E_e - v))/C : volt (unless refractory)
             dg_e/dt = -g_e/tau_e : siemens"""
    cells = NeuronGroup(500, eqs, threshold="v > -50*mV", reset="v = -60*mV", refractory=2 * ms, method="exponential_euler", namespace=values)
    cells.v = -60 * mV
    own = PoissonInput(cells, "g_e", N=600, rate=3 * Hz, weight=0.2 * nS)
    group = PoissonGroup(1000, rates=3 * Hz)
    shared = Synapses(group, cells, on_pre="g_e += 0.2*nS")
    shared.connect(p=0.2)
    monitor = SpikeMonitor(cells)
    run(2 * second)
    return float(monitor.num_spikes / 500 / 2)


out["poisson_rates_Hz"] = [poisson_rate(number) for number in range(1, 11)]
print(json.dumps(out, indent=1))
