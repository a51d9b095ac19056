"""Benchmark 3 of Brette et al. (2007) in Brian2: 4000 Hodgkin-Huxley cells in steps of 0.1 ms. cobahh_brian2.py measures what it does, and a script of the
same name under benchmarks/others how long it takes."""
from brian2 import Hz, NeuronGroup, SpikeMonitor, Synapses, cm, defaultclock, ms, mV, nS, siemens, ufarad, um

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


def cobahh():
    """Cells, excitatory and inhibitory synapses, and the record of spikes."""
    cells = NeuronGroup(4000, equations, threshold="v > -20*mV", refractory=3 * ms, method="exponential_euler", namespace=constants)
    excitatory = Synapses(cells[:3200], cells, on_pre="ge += we", namespace=constants)
    inhibitory = Synapses(cells[3200:], cells, on_pre="gi += wi", namespace=constants)
    excitatory.connect(p=0.02)
    inhibitory.connect(p=0.02)
    cells.v = "El + (randn()*5 - 5)*mV"
    cells.ge = "(randn()*1.5 + 4)*10.*nS"
    cells.gi = "(randn()*12 + 20)*10.*nS"
    return cells, excitatory, inhibitory, SpikeMonitor(cells)
