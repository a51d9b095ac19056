// One leaky cell with excitatory and plastic inhibitory Poisson inputs under the rule of Vogels et al. (2011, Science 334): how far from its target it
// settles, and what explains it. Drift is zero where pairs within exp(-|s|/tau) are 2 rho tau for each presynaptic spike; independent trains have
// 2 nu tau of them. Inhibition prevents spikes, so that pairs are missing: nu = rho + missing/(2 tau).
//   g++ -O3 -march=native inhibitory_cell.cpp -o inhibitory_cell
//   ./inhibitory_cell SEEDS SECONDS INHIBITORY
// prints the rate in the second half (Hz), mean and standard error over seeds, and what the missing pairs predict (Hz). With 8 seeds and 400 s:
//   250 inputs 5.365 +- .012 (5.364), 1000 inputs 5.108 +- .008 (5.114), 4000 inputs 5.014 +- .006 (5.031)
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

int main(int, char** argument)
{
    const int seeds = std::atoi(argument[1]), seconds = std::atoi(argument[2]), inputs = std::atoi(argument[3]);
    const double dt = 0.1, rho = 0.005, tau = 20, alpha = 2 * rho * tau, eta = 0.005 * 250 / inputs, largest = 10 * 250.0 / inputs; // ms, nS
    double sum = 0, square = 0, predicted = 0;
    for (int seed = 1; seed <= seeds; seed++)
    {
        std::mt19937_64 random(seed);
        std::poisson_distribution<int> excitation(5 * dt), inhibition(inputs * 0.01 * dt);
        std::uniform_int_distribution<int> which(0, inputs - 1);
        std::vector<double> w(inputs, 0.01), x(inputs, 0.0);
        std::vector<long> last(inputs, 0);
        double v = -60, ge = 0, gi = 0, y = 0, pairs = 0;
        long refractory = 0, spikes = 0, before = 0;
        const long steps = seconds * 10000L;
        auto age = [&](int i, long step) { x[i] *= std::exp(-(step - last[i]) * dt / tau); last[i] = step; };
        for (long step = 0; step < steps; step++)
        {
            const bool late = step >= steps / 2;
            ge = ge * std::exp(-dt / 5) + 0.4 * excitation(random);
            gi *= std::exp(-dt / 10);
            y *= std::exp(-dt / tau);
            for (int k = inhibition(random); k > 0; k--)
            {
                int i = which(random);
                age(i, step);
                gi += w[i];
                w[i] = std::fmin(largest, std::fmax(0, w[i] + eta * (y - alpha)));
                x[i]++;
                before += late;
                pairs += late ? y : 0;
            }

            if (refractory > 0)
            {
                refractory--;
                continue;
            }

            // Exact for conductances held within the step.
            double g = 10 + ge + gi, rest = (10 * -60.0 + gi * -80.0) / g;
            v = rest + (v - rest) * std::exp(-dt * g / 200);
            if (v >= -50)
            {
                v = -60;
                refractory = 50;
                spikes += late;
                for (int i = 0; i < inputs; i++)
                {
                    age(i, step);
                    w[i] = std::fmin(largest, w[i] + eta * x[i]);
                    pairs += late ? x[i] : 0;
                }

                y++;
            }
        }

        double rate = spikes / (seconds / 2.0), missing = 2 * tau * rate / 1000 - pairs / before;
        sum += rate;
        square += rate * rate;
        predicted += 1000 * rho + 1000 * missing / (2 * tau);
    }

    double mean = sum / seeds;
    std::printf("%d inputs: %.3f +- %.3f Hz; from missing pairs %.3f Hz\n", inputs, mean, std::sqrt((square / seeds - mean * mean) / (seeds - 1)),
        predicted / seeds);
}
