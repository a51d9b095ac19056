// A small part of the cortical microcircuit of Potjans and Diesmann (Cereb. Cortex 24:785, 2014), independent of Neuropil: rates of its eight populations.
//
//     g++ -O2 -std=c++17 microcircuit.cpp -o microcircuit && ./microcircuit SCALE BEGIN END SEED [SEED ...]
//
// SCALE is the part of cells and of synapses of each cell; weights grow by 1/sqrt(SCALE), and a current gives back the mean of what is lost, by the rates of the
// full network (van Albada, Helias and Diesmann, PLoS Comput. Biol. 11:e1004490, 2015). C 250 pF, tau 10 ms, exponential currents of 0.5 ms, -65/-50/-65 mV,
// refractory 2 ms; exact propagators, grid of 0.1 ms: currents decay, what arrives is added, V follows, the threshold is looked at. External spikes are one
// Poisson number a cell and step. Weights 87.8085 pA, deviation 10 %, never of the other sign; delays 1.5 and 0.75 ms, deviation 50 %, at least a step, at
// most six deviations above the mean. A line a seed: rates in Hz of L23E L23I L4E L4I L5E L5I L6E L6I from BEGIN to END, in ms.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

static const int sizes[8] = {20683, 5834, 21915, 5479, 4850, 1065, 14395, 2948}, external[8] = {1600, 1500, 2100, 1900, 2000, 1900, 2900, 2100};
static const double rates[8] = {.943, 3.026, 4.368, 5.882, 7.733, 8.664, 1.096, 7.851};
static const double start[8] = {-68.28, -63.16, -63.33, -63.45, -63.11, -61.66, -66.72, -61.43}, spread[8] = {5.36, 4.57, 4.74, 4.94, 4.94, 4.55, 5.46, 4.48};
static const double connected[8][8] = {
    {.1009, .1689, .0437, .0818, .0323, 0, .0076, 0}, {.1346, .1371, .0316, .0515, .0755, 0, .0042, 0}, {.0077, .0059, .0497, .135, .0067, .0003, .0453, 0},
    {.0691, .0029, .0794, .1597, .0033, 0, .1057, 0}, {.1004, .0622, .0505, .0057, .0831, .3726, .0204, 0}, {.0548, .0269, .0257, .0022, .06, .3158, .0086, 0},
    {.0156, .0066, .0211, .0166, .0572, .0197, .0396, .2252}, {.0364, .001, .0034, .0005, .0277, .008, .0658, .1443}};
struct Synapse { int target, delay; double weight; };

int main(int count, char** values)
{
    if (count < 5) { std::fprintf(stderr, "usage: microcircuit SCALE BEGIN END SEED [SEED ...]\n"); return 1; }
    const double scale = std::atof(values[1]), begin = std::atof(values[2]), end = std::atof(values[3]), dt = .1, w0 = 87.8085;
    for (int argument = 4; argument < count; argument++)
    {
        std::mt19937_64 random(std::atoi(values[argument]));
        std::normal_distribution<double> normal;
        int first[9] = {0};
        for (int p = 0; p < 8; p++) first[p + 1] = first[p] + (int)std::lround(sizes[p] * scale);
        const int cells = first[8];
        std::vector<std::vector<Synapse>> rows(cells);
        double direct[8];
        int longest = 0;
        for (int t = 0; t < 8; t++)
        {
            direct[t] = (1 - std::sqrt(scale)) * w0 * external[t] * .0005 * 8;
            for (int s = 0; s < 8; s++)
            {
                double pairs = (double)sizes[t] * sizes[s];
                double full = connected[t][s] == 0 ? 0 : std::round(std::log1p(-connected[t][s]) / std::log1p(-1 / pairs));
                double mean = w0 * (s % 2 ? -4 : t == 0 && s == 2 ? 2 : 1), delay = s % 2 ? .75 : 1.5;
                direct[t] += (1 - std::sqrt(scale)) * full / sizes[t] * .0005 * rates[s] * mean;
                std::uniform_int_distribution<int> from(first[s], first[s + 1] - 1), to(first[t], first[t + 1] - 1);
                for (long k = std::lround(full * scale * scale); k > 0; k--)
                {
                    double weight, d;
                    do weight = mean * (1 + .1 * normal(random)); while (weight * mean < 0 || std::abs(weight) > 2 * std::abs(mean));
                    do d = delay * (1 + .5 * normal(random)); while (d < dt || d > 4 * delay);
                    int steps = (int)std::lround(d / dt);
                    longest = std::max(longest, steps);
                    int source = from(random);
                    rows[source].push_back({to(random), steps, weight / std::sqrt(scale)});
                }
            }
        }

        const double em = std::exp(-dt / 10), es = std::exp(-dt / .5), c = 250, tm = 10, ts = .5;
        const double fromCurrent = tm * ts / (tm - ts) / c * (em - es), fromDirect = tm / c * (1 - em);
        std::vector<double> v(cells), current(cells);
        std::vector<int> refractory(cells), population(cells);
        std::vector<std::vector<double>> ring(longest + 2, std::vector<double>(cells));
        std::vector<std::poisson_distribution<int>> input;
        for (int p = 0; p < 8; p++)
        {
            input.emplace_back(external[p] * scale * 8 * dt / 1000);
            for (int i = first[p]; i < first[p + 1]; i++) { population[i] = p; v[i] = start[p] + spread[p] * normal(random) + 65; }
        }

        long spikes[8] = {0};
        for (long step = 0; step < std::lround(end / dt); step++)
        {
            auto& arriving = ring[step % ring.size()];
            for (int i = 0; i < cells; i++)
            {
                int p = population[i];
                current[i] = current[i] * es + arriving[i] + w0 / std::sqrt(scale) * input[p](random);
                arriving[i] = 0;
                if (refractory[i] > 0) refractory[i]--;
                else v[i] = v[i] * em + current[i] * fromCurrent + direct[p] * fromDirect;
            }
            for (int i = 0; i < cells; i++)
                if (v[i] >= 15)
                {
                    v[i] = 0;
                    refractory[i] = 20;
                    spikes[population[i]] += step >= std::lround(begin / dt);
                    for (auto& synapse : rows[i]) ring[(step + 1 + synapse.delay) % ring.size()][synapse.target] += synapse.weight;
                }
        }

        for (int p = 0; p < 8; p++) std::printf("%.3f%c", spikes[p] / (double)(first[p + 1] - first[p]) / (end - begin) * 1000, p == 7 ? '\n' : ' ');
        std::fflush(stdout);
    }
}
