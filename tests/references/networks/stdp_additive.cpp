// The additive network of the experiment stdp-additive, one synapse at a time: a leaky cell with 1000 Poisson inputs, whose weights pairs of spikes move
// (Song, Miller and Abbott 2000). Traces are aged from spike to spike.
//   g++ -O2 -o stdp_additive stdp_additive.cpp && ./stdp_additive SECONDS SEED [SEED ...]
// Prints for each seed: rate in the first 2 s, in the last 30 s (Hz), parts of the weights below 0.1, above 0.9, and from 0.3 to 0.7 of the largest.
// Seeds 1 to 10, 150 s, mean (standard deviation): 48.95 (4.89) Hz, 22.21 (1.59) Hz, 0.2588 (0.0102), 0.2111 (0.0081), 0.1921 (0.0155).
// Steps of 0.1 ms: conductance decays, spikes that were drawn in the step before add to it, the potential follows exactly while it is held.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

int main(int count, char** arguments)
{
    const int inputs = 1000;
    const double dt = 0.1, membrane = 10, synaptic = 5, window = 20, largest = 0.01, up = 0.01, down = 1.05 * 0.01, rate = 0.015;
    const long steps = std::lround(std::atof(arguments[1]) * 1000 / dt);
    for (int k = 2; k < count; k++)
    {
        std::mt19937_64 random(std::atoll(arguments[k]));
        std::uniform_real_distribution<double> uniform(0, 1);
        std::exponential_distribution<double> interval(rate);
        std::vector<double> weight(inputs), next(inputs), seen(inputs, -1e9), trace(inputs, 0);
        for (int i = 0; i < inputs; i++)
        {
            weight[i] = uniform(random);
            next[i] = interval(random);
        }

        double v = -74, g = 0, back = 0, last = -1e9;
        bool spiked = false;
        long early = 0, late = 0;
        for (long n = 0; n < steps; n++)
        {
            const double now = n * dt;
            g *= std::exp(-dt / synaptic);
            for (int i = 0; i < inputs; i++)
            {
                while (next[i] <= now)
                {
                    g += largest * weight[i];
                    weight[i] = std::max(0.0, weight[i] - down * back * std::exp((last - now) / window));
                    trace[i] = trace[i] * std::exp((seen[i] - now) / window) + 1;
                    seen[i] = now;
                    next[i] += interval(random);
                }
            }

            if (spiked)
            {
                for (int i = 0; i < inputs; i++)
                {
                    weight[i] = std::min(1.0, weight[i] + up * trace[i] * std::exp((seen[i] - now) / window));
                }

                back = back * std::exp((last - now) / window) + 1;
                last = now;
            }

            const double rest = -74 / (1 + g);
            v = rest + (v - rest) * std::exp(-(1 + g) * dt / membrane);
            spiked = v >= -54;
            if (spiked)
            {
                v = -60;
                early += now < 2000;
                late += n >= steps - 300000;
            }
        }

        auto part = [&](double low, double high)
        { return std::count_if(weight.begin(), weight.end(), [=](double w) { return w >= low && w <= high; }) / double(inputs); };
        std::printf("%s %.1f %.2f %.3f %.3f %.3f\n", arguments[k], early / 2.0, late / 30.0, part(0, 0.1), part(0.9, 1), part(0.3, 0.7));
        std::fflush(stdout);
    }
}
