// The two networks of Vogels and Abbott (2005) as benchmarks 1 and 2 of Brette et al. (2007), independent of Neuropil: rate, irregularity, silence.
//
//     g++ -O2 -std=c++17 vogels_abbott.cpp -o vogels_abbott && ./vogels_abbott SEED [SEED ...]
//
// 4000 cells, each ordered pair connected with probability 0.02; tau 20 ms, threshold -50 mV, reset -60 mV, refractory 5 ms, during which V is held.
// Grid of 0.1 ms, 1 s: synaptic variables decay and take what arrived; V follows; a spike found in a step arrives in the next. COBA: V by exponential Euler with
// conductances held over the step; CUBA: exact propagators. A line a network and seed: rate in Hz, mean CV of the
// intervals of cells with three spikes or more, silent cells in per cent.
//
// Seeds 1 to 10, mean (standard deviation): COBA 17.950 (0.866) Hz, CV 1.5071 (0.0396), silent 10.62 (1.41) %; CUBA 5.519 (0.200) Hz, 0.5244 (0.0124), 15.89 (0.97) %.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

static const int cells = 4000, excitatory = 3200, steps = 10000;

static void run(bool conductances, unsigned seed)
{
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> uniform(0, 1);
    std::normal_distribution<double> normal(0, 1);
    std::vector<std::vector<int>> targets(cells);
    for (int i = 0; i < cells; i++)
        for (int j = 0; j < cells; j++)
            if (uniform(random) < 0.02) targets[i].push_back(j);
    std::vector<double> v(cells), e(cells, 0.0), h(cells, 0.0), ae(cells, 0.0), ah(cells, 0.0); // mV; conductances over the leak's, or currents over it
    std::vector<int> held(cells, 0);
    std::vector<std::vector<int>> trains(cells);
    for (int i = 0; i < cells; i++)
    {
        v[i] = conductances ? -65 + 5 * normal(random) : -60 + 10 * uniform(random);
        if (conductances) { e[i] = 4 + 1.5 * normal(random); h[i] = 20 + 12 * normal(random); }
    }
    const double dt = 0.1, tau = 20, de = std::exp(-dt / 5), dh = std::exp(-dt / 10), dv = std::exp(-dt / tau);
    const double se = 5 / (5 - tau) * (de - dv), sh = 10 / (10 - tau) * (dh - dv); // shares of the currents at the step's beginning
    for (int step = 0; step < steps; step++)
    {
        std::vector<int> spikes;
        for (int i = 0; i < cells; i++)
        {
            e[i] = e[i] * de + ae[i];
            h[i] = h[i] * dh + ah[i];
            ae[i] = ah[i] = 0;
            if (held[i] > 0) { held[i]--; continue; }
            if (conductances)
            {
                double g = 1 + e[i] + h[i], to = (-60 + 0 * e[i] - 80 * h[i]) / g;
                v[i] = to + (v[i] - to) * std::exp(-dt / tau * g);
            }
            else v[i] = -49 + (v[i] + 49) * dv + se * e[i] + sh * h[i];
            if (v[i] >= -50) { v[i] = -60; held[i] = 50; spikes.push_back(i); trains[i].push_back(step); }
        }
        for (int i : spikes)
            for (int j : targets[i])
                if (i < excitatory) ae[j] += conductances ? 0.6 : 1.62;
                else ah[j] += conductances ? 6.7 : -9;
    }
    double cv = 0, used = 0, silent = 0, total = 0;
    for (auto& train : trains)
    {
        total += train.size();
        silent += train.empty();
        if (train.size() < 3) continue;
        double n = train.size() - 1, sum = 0, squares = 0;
        for (size_t k = 1; k < train.size(); k++) { double d = train[k] - train[k - 1]; sum += d; squares += d * d; }
        cv += std::sqrt(std::max(0.0, squares / n - sum / n * (sum / n))) / (sum / n);
        used++;
    }
    std::printf("%s seed %u: %.3f Hz, CV %.4f, silent %.2f %%\n", conductances ? "COBA" : "CUBA", seed, total / cells, cv / used, 100 * silent / cells);
    std::fflush(stdout);
}

int main(int argc, char** argv)
{
    for (int i = 1; i < argc; i++)
    {
        run(true, (unsigned)std::atoi(argv[i]));
        run(false, (unsigned)std::atoi(argv[i]));
    }
}
