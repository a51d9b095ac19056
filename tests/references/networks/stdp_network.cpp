// The network of the experiment hpc-stdp, independent of Neuropil: sparse, random, inhibition stronger than excitation (Brunel 2000, J. Comput. Neurosci. 8),
// with additive plasticity by pairs of spikes at the synapses between excitatory cells.
//
//     g++ -O3 -march=native -std=c++17 stdp_network.cpp -o stdp_network && ./stdp_network LEARNING SETTLING MEASURED SEED [SEED ...]
//
// 8000 excitatory and 2000 inhibitory cells, tau 20 ms, threshold 20 mV, reset 10 mV, refractory 2 ms, during which V is held and input is lost; 800 and 200
// synapses of each cell, drawn with repetition, of 0.1 and -0.8 mV; delay 1.5 ms, all of it before the synapse; a Poisson input of 20 kHz through 0.1 mV. Grid
// of 0.1 ms: V decays, jumps, and is compared with the threshold; a spike found in step n arrives in step n + 1 + 15. V starts uniform from 0 to 20 mV.
// LEARNING 1: a spike that arrives takes 1.05 * .005 * .2 mV times the trace of its target, a spike of the target adds .005 * .2 mV times the trace of its
// source, weights stay from 0 to .2 mV; traces are of all spikes, 20 ms. LEARNING 0: weights stay .1 mV.
// A line a seed: rate in Hz and mean CV of the intervals of cells with three spikes or more, of MEASURED seconds after SETTLING; then at their end the mean
// and the standard deviation of the weights that learn, over the largest, and the parts below a tenth and above nine tenths.
//
// Seeds 1 to 8, 0.5 and 2 s, mean (standard deviation): learning 14.781 (.090) Hz, CV .6856 (.0019), weights .49654 (.00014), their spread .01445 (.00007), none
// below or above; static 15.242 (.073) Hz, CV .6788 (.0035). A single second has a smaller CV, of fewer intervals: static seeds 1 and 2 15.34 and 15.20 Hz, .641
// and .655.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

static const int excitatory = 8000, cells = 10000, fromE = 800, fromI = 200, delay = 16;

struct Edge { int target; float weight; };

static void run(bool learning, double settling, double measured, unsigned seed)
{
    std::mt19937_64 random(seed);
    std::vector<std::vector<Edge>> edges(cells);
    std::vector<std::vector<std::pair<int, int>>> incoming(excitatory); // source and place in its list, of synapses that learn
    for (int target = 0; target < cells; target++)
        for (int part = 0; part < 2; part++)
        {
            std::uniform_int_distribution<int> draw(part ? excitatory : 0, part ? cells - 1 : excitatory - 1);
            for (int k = 0; k < (part ? fromI : fromE); k++)
            {
                int source = draw(random);
                if (!part && target < excitatory) incoming[target].push_back({source, (int)edges[source].size()});
                edges[source].push_back({target, part ? -0.8f : 0.1f});
            }
        }
    const double decay = std::exp(-0.1 / 20), largest = 0.2;
    const long warm = std::lround(settling * 1e4), steps = warm + std::lround(measured * 1e4);
    std::vector<double> v(cells), input(cells, 0.0), x(cells, 0.0), y(cells, 0.0);
    std::vector<int> held(cells, 0);
    std::vector<std::vector<int>> ring(delay + 1), trains(cells);
    std::uniform_real_distribution<double> start(0, 20);
    for (double& each : v) each = start(random);
    std::poisson_distribution<int> poisson(2);
    long spikes = 0;
    for (long step = 0; step < steps; step++)
    {
        for (int i = 0; i < cells; i++) { x[i] *= decay; y[i] *= decay; input[i] = 0; }
        auto& arriving = ring[step % (delay + 1)];
        for (int source : arriving)
        {
            for (Edge& edge : edges[source])
            {
                input[edge.target] += edge.weight;
                if (learning && source < excitatory && edge.target < excitatory)
                    edge.weight = (float)std::max(0.0, edge.weight - 1.05 * 0.005 * largest * y[edge.target]);
            }
            x[source] += 1;
        }
        arriving.clear();
        auto& later = ring[(step + delay) % (delay + 1)];
        for (int i = 0; i < cells; i++)
        {
            int drive = poisson(random);
            if (held[i] > 0) { held[i]--; continue; }
            v[i] = v[i] * decay + input[i] + 0.1 * drive;
            if (v[i] < 20) continue;
            v[i] = 10;
            held[i] = 20;
            later.push_back(i);
            if (step >= warm) { spikes++; trains[i].push_back((int)step); }
            if (!learning || i >= excitatory) continue;
            for (auto [source, place] : incoming[i])
            {
                float& weight = edges[source][place].weight;
                weight = (float)std::min(largest, weight + 0.005 * largest * x[source]);
            }
            y[i] += 1;
        }
    }
    double cv = 0, used = 0;
    for (auto& train : trains)
    {
        if (train.size() < 3) continue;
        double n = train.size() - 1, sum = 0, squares = 0;
        for (size_t k = 1; k < train.size(); k++) { double d = train[k] - train[k - 1]; sum += d; squares += d * d; }
        cv += std::sqrt(std::max(0.0, squares / n - sum / n * (sum / n))) / (sum / n);
        used++;
    }
    double mean = 0, square = 0, low = 0, high = 0, count = 0;
    for (auto& list : incoming)
        for (auto [source, place] : list)
        {
            double w = edges[source][place].weight / largest;
            mean += w; square += w * w; low += w < 0.1; high += w > 0.9; count++;
        }
    mean /= count;
    std::printf("seed %u: %.4f Hz, CV %.5f, weights %.5f (SD %.5f), %.6f below, %.6f above\n", seed, spikes / (double)cells / measured, cv / used, mean,
        std::sqrt(std::max(0.0, square / count - mean * mean)), low / count, high / count);
    std::fflush(stdout);
}

int main(int argc, char** argv)
{
    for (int i = 4; i < argc; i++) run(std::atoi(argv[1]) != 0, std::atof(argv[2]), std::atof(argv[3]), (unsigned)std::atoi(argv[i]));
}
