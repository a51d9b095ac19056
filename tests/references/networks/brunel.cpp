// The four regimes of the sparse network of Brunel (J. Comput. Neurosci. 8, 2000, fig. 8), independent of Neuropil: rates, irregularity and rhythm.
//
//     g++ -O2 -std=c++17 brunel.cpp -o brunel && ./brunel SEED [SEED ...]
//
// 10 000 excitatory and 2500 inhibitory cells, tau 20 ms, threshold 20 mV, reset 10 mV, refractory 2 ms, during which V is held and input is lost; J 0.1 mV,
// -g J from inhibitory cells; 1000 and 250 synapses of each cell, drawn without repetition; delay 1.5 ms; Poisson input of eta times 10 kHz through J. Grid of
// 0.1 ms: V decays, jumps, and is compared with the threshold; a spike found in step n arrives in step n + 1 + 15. V starts uniform from 0 to 20 mV; 200 ms
// are left out, 1000 ms are measured. A line a regime and seed: rate in Hz, mean CV of the intervals of cells with three spikes or more, frequency of
// the peak of the rate's spectrum above 8 Hz (bins of 1 ms, Hann windows of 250 ms that overlap by half), Hz, and the Fano factor of the population's count
// in bins of 1 ms over the number of cells.
//
// Seeds 1 to 8, mean (standard deviation): AI 37.861 (0.288) Hz, CV 0.4010 (0.0026); SI-fast 60.422 (0.420), 0.9035 (0.0260), peak 174 Hz; SI-slow 5.827 (0.333),
// 0.5245 (0.0109), 22 Hz; SR 312.507 (0.022), 0.0008 (0.0002).
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <random>
#include <vector>

static const int excitatory = 10000, cells = 12500, fromE = 1000, fromI = 250, delay = 16, warm = 2000, measured = 10000;

static double peak(const std::vector<double>& count)
{
    const int window = 250;
    double best = -1, at = 0;
    for (int k = 2; k < window / 2; k++)
    {
        double power = 0;
        for (int begin = 0; begin + window <= (int)count.size(); begin += window / 2)
        {
            double mean = 0, re = 0, im = 0;
            for (int i = 0; i < window; i++) mean += count[begin + i] / window;
            for (int i = 0; i < window; i++)
            {
                double hann = 0.5 - 0.5 * std::cos(2 * M_PI * i / window), x = hann * (count[begin + i] - mean);
                re += x * std::cos(2 * M_PI * k * i / window);
                im += x * std::sin(2 * M_PI * k * i / window);
            }
            power += re * re + im * im;
        }
        if (power > best) { best = power; at = k * 1000.0 / window; }
    }
    return at;
}

static void run(const char* name, double g, double eta, unsigned seed)
{
    std::mt19937_64 random(seed);
    std::vector<std::vector<int>> targets(cells);
    std::vector<int> last(cells, -1);
    for (int target = 0; target < cells; target++)
        for (int part = 0; part < 2; part++)
        {
            std::uniform_int_distribution<int> draw(part ? excitatory : 0, part ? cells - 1 : excitatory - 1);
            for (int k = 0; k < (part ? fromI : fromE);)
            {
                int source = draw(random);
                if (last[source] == target || source == target) continue;
                last[source] = target;
                targets[source].push_back(target);
                k++;
            }
        }
    std::vector<std::vector<double>> ring(delay + 1, std::vector<double>(cells, 0.0));
    std::vector<double> v(cells), count(measured / 10, 0.0);
    std::vector<int> held(cells, 0);
    std::vector<std::vector<int>> trains(cells);
    std::uniform_real_distribution<double> start(0, 20);
    for (double& each : v) each = start(random);
    std::poisson_distribution<int> poisson(eta * 10 * 0.1);
    const double decay = std::exp(-0.1 / 20), J = 0.1;
    long spikes = 0;
    for (int step = 0; step < warm + measured; step++)
    {
        auto& now = ring[step % (delay + 1)];
        auto& later = ring[(step + delay) % (delay + 1)];
        for (int i = 0; i < cells; i++)
        {
            int drive = poisson(random);
            double input = now[i] + J * drive;
            now[i] = 0;
            if (held[i] > 0) { held[i]--; continue; }
            v[i] = v[i] * decay + input;
            if (v[i] >= 20)
            {
                v[i] = 10;
                held[i] = 20;
                double w = i < excitatory ? J : -g * J;
                for (int target : targets[i]) later[target] += w;
                if (step >= warm) { spikes++; count[(step - warm) / 10]++; trains[i].push_back(step); }
            }
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
    double mean = std::accumulate(count.begin(), count.end(), 0.0) / count.size(), variance = 0;
    for (double each : count) variance += (each - mean) * (each - mean) / (count.size() - 1);
    std::printf("%s seed %u: %.3f Hz, CV %.4f, peak %.0f Hz, Fano/N %.5f\n", name, seed, spikes / (double)cells / (measured * 1e-4), cv / used, peak(count),
        variance / mean / cells);
    std::fflush(stdout);
}

int main(int argc, char** argv)
{
    for (int i = 1; i < argc; i++)
    {
        unsigned seed = (unsigned)std::atoi(argv[i]);
        run("AI", 5, 2, seed);
        run("SI-fast", 6, 4, seed);
        run("SI-slow", 4.5, 0.9, seed);
        run("SR", 3, 2, seed);
    }
}
