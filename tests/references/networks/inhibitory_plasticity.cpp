// The network of Vogels, Sprekeler, Zenke, Clopath and Gerstner (2011, Science 334): 8000 excitatory and 2000 inhibitory cells, 2 %, inhibition that
// learns. It asks what the rate of each second depends on: the order of transmission and change at a presynaptic spike, and whether the rule acts in the
// first second.
//   g++ -O3 -march=native inhibitory_plasticity.cpp -o inhibitory_plasticity
//   ./inhibitory_plasticity SEED SECONDS CHANGE_FIRST START_OF_LEARNING [CELLS ETA]
// prints the rate of the excitatory cells in each second (Hz), and the mean CV of the intervals that they have in the second half (of three spikes or more).
// Forward Euler at .1 ms; conductances decay exactly. CELLS (10000 by default) have the same number of inputs whatever they are: 2 % of 10000. ETA is in nS,
// .01 by default as in the paper.
// Ten seeds, change first: 76.08 18.94 14.27 12.10 11.24 Hz in seconds 1 to 5, standard deviations 1.30 1.27 .71 .38 .66; transmission first: 76.00 18.70
// 14.21 12.39 11.09. Networks differ, the order does not matter. Learning from second 1 on only (seed 1): 163.72 73.95 20.53 14.36 13.32.
// Ten seeds of 2000 cells, ETA .1, 40 s: 19.12 6.94 5.82 (seconds 1 to 3), 5.04 (5), 4.21 (10), 3.76 (20), 3.79 Hz (30), standard deviations 1.22 .67 .44 .46
// .33 .44 .36; seconds 31 to 40 3.75 (.106) Hz; CV .931 (.0117). With ETA .3, 1 and 3 (seed 1) 3.7, 3.6 and 3.4 Hz and a CV of .87, .74 and .58.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

int main(int count, char** argument)
{
    const int seed = std::atoi(argument[1]), seconds = std::atoi(argument[2]), change_first = std::atoi(argument[3]), start = std::atoi(argument[4]);
    const int cells = count > 5 ? std::atoi(argument[5]) : 10000, excitatory = cells * 4 / 5;
    const double dt = 0.1, capacitance = 200, leak = 10, rest = -60, threshold = -50, background = 200; // ms, pF, nS, mV, mV, pA
    const double decay_e = std::exp(-dt / 5), decay_i = std::exp(-dt / 10), decay_trace = std::exp(-dt / 20);
    const double eta = count > 6 ? std::atof(argument[6]) : 0.01, alpha = 2 * 0.003 * 20, largest = 100; // nS
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> uniform(0, 1);
    std::vector<std::vector<int>> targets(cells);
    std::vector<std::vector<double>> weights(cells);              // of inhibitory cells onto excitatory ones, beside their targets
    std::vector<std::vector<std::pair<int, int>>> incoming(cells); // of excitatory cells: inhibitory source and place in its list
    for (int source = 0; source < cells; source++)
    {
        for (int target = 0; target < cells; target++)
        {
            if (uniform(random) < 200.0 / cells)
            {
                if (source >= excitatory && target < excitatory)
                {
                    incoming[target].push_back({ source, (int)targets[source].size() });
                }

                targets[source].push_back(target);
                weights[source].push_back(source < excitatory ? 0.3 : target < excitatory ? 1e-10 : 3);
            }
        }
    }

    std::vector<double> v(cells), ge(cells, 0.0), gi(cells, 0.0), trace(cells, 0.0);
    std::vector<int> refractory(cells, 0), spiking;
    std::vector<std::vector<int>> trains(excitatory); // of the second half
    for (double& each : v)
    {
        each = rest + 10 * uniform(random);
    }

    for (int second = 0; second < seconds; second++)
    {
        const double rate = second < start ? 0 : eta;
        long spikes = 0;
        for (int step = 0; step < 10000; step++)
        {
            spiking.clear();
            for (int i = 0; i < cells; i++)
            {
                double change = (leak * (rest - v[i]) + ge[i] * (0 - v[i]) + gi[i] * (-80 - v[i]) + background) / capacitance;
                ge[i] *= decay_e;
                gi[i] *= decay_i;
                trace[i] *= decay_trace;
                if (refractory[i] > 0)
                {
                    refractory[i]--;
                    continue;
                }

                v[i] += dt * change;
                if (v[i] > threshold)
                {
                    spiking.push_back(i);
                    v[i] = rest;
                    refractory[i] = 50;
                }
            }

            for (int source : spiking)
            {
                spikes += source < excitatory;
                if (source < excitatory && second >= seconds / 2)
                {
                    trains[source].push_back(second * 10000 + step);
                }

                for (size_t k = 0; k < targets[source].size(); k++)
                {
                    int target = targets[source][k];
                    if (source < excitatory)
                    {
                        ge[target] += weights[source][k];
                    }
                    else if (target >= excitatory)
                    {
                        gi[target] += weights[source][k];
                    }
                    else
                    {
                        double before = weights[source][k];
                        double after = std::fmin(largest, std::fmax(0, before + rate * (trace[target] - alpha)));
                        weights[source][k] = after;
                        gi[target] += change_first ? after : before;
                    }
                }
            }

            for (int source : spiking)
            {
                trace[source] += source >= excitatory;
            }

            for (int target : spiking)
            {
                if (target < excitatory)
                {
                    for (auto [source, k] : incoming[target])
                    {
                        weights[source][k] = std::fmin(largest, weights[source][k] + rate * trace[source]);
                    }

                    trace[target] += 1;
                }
            }
        }

        std::printf("%.2f ", spikes / (double)excitatory);
        std::fflush(stdout);
    }

    double cv = 0, used = 0;
    for (auto& train : trains)
    {
        if (train.size() >= 3)
        {
            double n = train.size() - 1.0, sum = 0, squares = 0;
            for (size_t k = 1; k < train.size(); k++)
            {
                double interval = train[k] - train[k - 1];
                sum += interval;
                squares += interval * interval;
            }

            cv += std::sqrt(std::fmax(0, squares / n - sum / n * (sum / n))) / (sum / n);
            used++;
        }
    }

    std::printf("CV %.4f\n", cv / used);
}
