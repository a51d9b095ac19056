"""Benchmark 3 of Brette et al. (2007) in NEURON: 4000 Hodgkin-Huxley cells. cobahh_same_network.py compares its spikes with those of a program in C++, and
a script under benchmarks/others measures how long it takes; that one says how to compile the channels, which must be in the current folder."""
import math

from neuron import h

CELLS, EXCITATORY = 4000, 3200


def cobahh(targets, delay=0):
    """Sections, their two synapses, the connections, and vectors of times and cells of spikes; targets[k] are the cells that cell k connects to."""
    side = math.sqrt(20000 / math.pi)  # um: a cylinder as long as it is wide, 20 000 um2 without its ends
    cells = []
    for number in range(CELLS):
        section = h.Section(name=f"cell{number}")
        section.L = section.diam = side
        section.cm = 1
        section.insert("pas")
        section.g_pas, section.e_pas = 5e-5, -60
        section.insert("traubmiles")
        synapses = []
        for decay, reversal in ((5, 0), (10, -80)):
            synapse = h.ExpSyn(section(0.5))
            synapse.tau, synapse.e = decay, reversal
            synapses.append(synapse)
        cells.append((section, synapses))

    connections = []
    for source, (section, _) in enumerate(cells):
        kind, weight = (0, 0.006) if source < EXCITATORY else (1, 0.067)  # uS
        for target in targets[source]:
            connection = h.NetCon(section(0.5)._ref_v, cells[target][1][kind], sec=section)
            connection.threshold, connection.delay, connection.weight[0] = -20, delay, weight
            connections.append(connection)

    times, numbers = h.Vector(), h.Vector()
    for number, (section, _) in enumerate(cells):
        recorder = h.NetCon(section(0.5)._ref_v, None, sec=section)
        recorder.threshold = -20
        recorder.record(times, numbers, number)
        connections.append(recorder)
    return cells, connections, times, numbers


def start(cells, voltages, excitation, inhibition, step=0.1):
    """Initial values: mV, nS, nS, and the step in ms. All gates begin at zero, by the INITIAL block."""
    h.dt = step
    h.finitialize(-60)
    for (section, synapses), v, e, i in zip(cells, voltages, excitation, inhibition):
        section.v, synapses[0].g, synapses[1].g = v, 1e-3 * e, 1e-3 * i
    h.fcurrent()


def advance(duration):
    while h.t < duration - h.dt / 2:
        h.fadvance()
