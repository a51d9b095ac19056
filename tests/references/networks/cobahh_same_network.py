"""The same network of benchmark 3 of Brette et al. (2007), to its last connection and initial value, in Brian2, NEURON and cobahh_steps.cpp: spike for spike.

    /usr/bin/python3 cobahh_same_network.py write 1 DIRECTORY           network1.targets, .offsets, .initial for cobahh_steps
    /usr/bin/python3 cobahh_same_network.py brian2 1 1000               seed, ms
    /usr/bin/python3 cobahh_same_network.py neuron 1 1000               in the folder that benchmarks/others/cobahh_neuron.py tells how to make
    /usr/bin/python3 cobahh_same_network.py hash SPIKES                 of a list that cobahh_steps wrote

Each prints the number of spikes and SHA-256 over little-endian 32-bit pairs (step, cell), as SpikeTrains.Hash() does.
"""
import hashlib
import pathlib
import sys

import numpy as np

CELLS, EXCITATORY, STEP = 4000, 3200, 0.1


def uniform(seed, counters):
    """Numbers of [0, 1) by SplitMix64 at the given counters, without any state."""
    with np.errstate(over="ignore"):
        z = np.uint64(seed) * np.uint64(0xD1342543DE82EF95) + (counters.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((z ^ (z >> np.uint64(31))) >> np.uint64(11)).astype(float) * 2.0**-53


def network(seed):
    """The targets of each cell, and V, gE, gI in mV, nS, nS: normal as a sum of twelve uniform numbers, which any program adds up to the same bits."""
    targets = [np.flatnonzero(uniform(seed, source * CELLS + np.arange(CELLS)) < 0.02).astype(np.int32) for source in range(CELLS)]
    drawn = uniform(seed, CELLS * CELLS + np.arange(3 * CELLS * 12)).reshape(3, CELLS, 12)
    normal = np.zeros((3, CELLS))
    for term in range(12):
        normal += drawn[:, :, term]
    normal -= 6
    return targets, np.array([[-65], [40], [200]]) + np.array([[5], [15], [120]]) * normal


def show(name, steps, cells):
    order = np.lexsort((cells, steps))
    pairs = np.stack([np.asarray(steps)[order], np.asarray(cells)[order]], axis=1).astype("<i4")
    print(f"{name}: {len(pairs)} spikes, {hashlib.sha256(pairs.tobytes()).hexdigest()}")


def brian2(seed, duration):
    from brian2 import Network, SpikeMonitor, Synapses, mV, ms, nS, prefs

    import cobahh_brian2_model as model

    prefs.codegen.target = "numpy"
    targets, initial = network(seed)
    cells, *_ = model.cobahh()
    sources = np.repeat(np.arange(CELLS), [len(row) for row in targets])
    targets = np.concatenate(targets)
    projections = []
    for name, low, high in (("ge += we", 0, EXCITATORY), ("gi += wi", EXCITATORY, CELLS)):
        synapses = Synapses(cells[low:high], cells, on_pre=name, namespace=model.constants)
        mine = (sources >= low) & (sources < high)
        synapses.connect(i=sources[mine] - low, j=targets[mine])
        projections.append(synapses)
    cells.v, cells.ge, cells.gi = initial[0] * mV, initial[1] * nS, initial[2] * nS
    spikes = SpikeMonitor(cells)
    Network(cells, *projections, spikes).run(duration * ms)
    show("Brian2", np.rint(spikes.t / ms / STEP), np.asarray(spikes.i))


def neuron(seed, duration):
    import cobahh_neuron_model as model

    targets, initial = network(seed)
    cells, connections, times, numbers = model.cobahh(targets)
    model.start(cells, *initial, step=STEP)
    model.advance(duration + STEP)  # a spike is recorded in the step after its own
    steps = np.rint(np.array(times) / STEP) - 1
    kept = steps < round(duration / STEP)
    show("NEURON", steps[kept], np.array(numbers)[kept])


def write(seed, directory):
    targets, initial = network(seed)
    stem = str(pathlib.Path(directory) / f"network{seed}")
    np.concatenate(targets).tofile(stem + ".targets")
    np.cumsum([0] + [len(row) for row in targets]).astype(np.int32).tofile(stem + ".offsets")
    initial.tofile(stem + ".initial")


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    if what == "write":
        write(int(rest[0]), rest[1])
    elif what == "hash":
        steps, cells = np.loadtxt(rest[0], dtype=int).T
        show(rest[0], steps, cells)
    else:
        {"brian2": brian2, "neuron": neuron}[what](int(rest[0]), float(rest[1]))
