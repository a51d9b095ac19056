"""What the cost model of docs/internals/ranks.md predicts for two networks on several machines: a table in Markdown on standard output.

All constants are assumptions or measurements of one machine, named below; nothing here was measured on several machines.
"""

# Measured on one core of a server (docs/decisions/0004-delivery.md).
NS_PER_EVENT = 1.7          # a synaptic event of a row that lies in memory
NS_PER_ROW = 20             # to list a row, and to wait for its first line
NS_PER_CELL_STEP = 1.2      # an integrate-and-fire cell with two ports

# Assumed.
CORES = 16                  # of each machine, which share its memory: a rank for each machine, a thread for each core
NS_PER_SPIKE = 15           # to decode a spike of another rank and to put it into the lists
BYTES_PER_SPIKE = 2.5
LATENCY_US = 2.0            # of one hop
GB_PER_S = 10.0             # of the network, at each machine
IMBALANCE = 1.1             # the slowest of all over the mean

NETWORKS = [
    # name, cells, synapses, rate of cells and of the sources that are simulated (Hz), steps that the shortest delay spans, step (ms), bytes a synapse
    ("microcircuit, all of it", 77_169, 0.3e9, 3.0, 2, 0.1, 8),
    ("10^9 synapses", 1_000_000, 1.0e9, 5.0, 16, 0.1, 8),
]


def predict(cells, synapses, rate, span, step_ms, bytes_per_synapse, machines, ahead=0):
    """Seconds of each part for one simulated second, with steps that pass while spikes are on their way, and bytes of synapses of a machine."""
    steps = 1000 / step_ms
    spikes = cells * rate
    events = spikes * synapses / cells
    threads = machines * CORES
    hops = max(0, (machines - 1).bit_length())
    cell = cells * steps * NS_PER_CELL_STEP / threads * 1e-9
    event = events * NS_PER_EVENT / threads * 1e-9
    rows = spikes * NS_PER_ROW * 1e-9                # every thread looks up a row for every spike
    work = (cell + event + rows) * IMBALANCE
    exchange = 0.0
    if machines > 1:
        waits = max(0, hops * LATENCY_US * 1e-6 - ahead * work / steps)
        exchange = steps / (span - ahead) * waits + spikes * (BYTES_PER_SPIKE / (GB_PER_S * 1e9) + NS_PER_SPIKE * 1e-9)
    return cell, event, rows, exchange, work + exchange, synapses * bytes_per_synapse / machines


def main():
    print("| network | machines | cells | events | rows | exchange | in all | with steps ahead | synapses of a machine |")
    print("|---|---|---|---|---|---|---|---|---|")
    for name, *network in NETWORKS:
        for machines in (1, 2, 4, 8, 16, 64):
            cell, event, rows, exchange, total, held = predict(*network, machines)
            best = min(predict(*network, machines, ahead)[4] for ahead in range(network[3] // 2 + 1))
            print(f"| {name} | {machines} | {cell:.3f} | {event:.3f} | {rows:.3f} | {exchange:.3f} | {total:.3f} | {best:.3f} | {held / 1e9:.2f} GB |")


if __name__ == "__main__":
    main()
