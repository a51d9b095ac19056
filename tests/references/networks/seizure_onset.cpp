// Where a balanced network of 800 excitatory and 200 inhibitory integrate-and-fire cells with conductance synapses (Vogels and Abbott 2005; 64 excitatory and 16
// inhibitory synapses each, drawn without repetition, a current of 110 pA) comes to fire at 100 Hz: by weaker inhibition, by stronger excitation among excitatory
// cells, by a less negative reversal potential of inhibition. Rates of excitatory cells from 100 to 300 ms. For each of 20 seeds the strength at which its rate
// crosses 100 Hz, by straight lines between 11 strengths; printed are mean and standard deviation over seeds, and the rate in balance.
// C 200 pF, g_L 10 nS, E_L -60, threshold -50, reset -60 mV, refractory 5 ms; 6 and 67 nS, 5 and 10 ms, 0 and -80 mV; exponential Euler at 0.1 ms.
// g++ -O2 -o seizure_onset seizure_onset.cpp && ./seizure_onset
#include <cmath>
#include <cstdio>
#include <random>
#include <vector>
using namespace std;

const int E = 800, I = 200, N = E + I, Exc = 64, Inh = 16;

struct Change { double inhibition = 1, recurrence = 1, reversal = -80; };

static double rate(const Change& change, int seed)
{
    mt19937_64 random(seed);
    vector<vector<int>> targets(N);
    for (int cell = 0; cell < N; cell++)
        for (int kind = 0; kind < 2; kind++)
        {
            int first = kind ? E : 0, size = kind ? I : E, wanted = kind ? Inh : Exc;
            vector<char> taken(size, 0);
            for (int drawn = 0; drawn < wanted;)
            {
                int source = random() % size;
                if (taken[source] || first + source == cell) continue;
                taken[source] = 1; drawn++;
                targets[first + source].push_back(cell);
            }
        }
    vector<double> v(N), e(N, 0), i(N, 0), newE(N, 0), newI(N, 0);
    vector<int> held(N, 0);
    for (double& each : v) each = -60 + 10 * ((random() >> 11) * 0x1p-53);
    const double dt = 0.1, dE = exp(-dt / 5), dI = exp(-dt / 10);
    long spikes = 0;
    for (int n = 0; n < 3000; n++)
    {
        vector<int> fired;
        for (int k = 0; k < N; k++)
        {
            e[k] = e[k] * dE + newE[k]; i[k] = i[k] * dI + newI[k];
            newE[k] = newI[k] = 0;
            if (held[k] > 0) { held[k]--; continue; }
            double total = 10 + e[k] + i[k], rest = (10 * -60.0 + i[k] * change.reversal + 110) / total;
            v[k] = rest + (v[k] - rest) * exp(-dt * total / 200);
            if (v[k] >= -50) { v[k] = -60; held[k] = 50; fired.push_back(k); if (k < E && n >= 1000) spikes++; }
        }
        for (int k : fired)
            for (int target : targets[k])
                if (k < E) newE[target] += 6 * (target < E ? change.recurrence : 1); else newI[target] += 67 * change.inhibition;
    }
    return spikes / (E * 0.2);
}

template <class F> static void path(const char* name, double from, double to, F at)
{
    const int seeds = 20, strengths = 11;
    double sum = 0, square = 0; int found = 0;
    for (int seed = 1; seed <= seeds; seed++)
    {
        double before = 0;
        for (int k = 0; k < strengths; k++)
        {
            double strength = from + (to - from) * k / (strengths - 1), now = rate(at(strength), seed);
            if (k > 0 && now > 100)
            {
                double onset = strength - (to - from) / (strengths - 1) * (now - 100) / (now - before);
                sum += onset; square += onset * onset; found++;
                break;
            }
            before = now;
        }
    }
    printf("%s: %.4f, SD %.4f (%d seeds)\n", name, sum / found, sqrt((square - sum * sum / found) / (found - 1)), found);
    fflush(stdout);
}

int main()
{
    double sum = 0, square = 0;
    for (int seed = 1; seed <= 20; seed++) { double r = rate({}, seed); sum += r; square += r * r; }
    printf("in balance: %.3f Hz, SD %.3f\n", sum / 20, sqrt((square - sum * sum / 20) / 19));
    fflush(stdout);
    path("inhibition lost (%)", 0, 100, [](double x) { Change c; c.inhibition = 1 - x / 100; return c; });
    path("recurrent excitation (times)", 1, 4, [](double x) { Change c; c.recurrence = x; return c; });
    path("reversal (mV)", -80, -40, [](double x) { Change c; c.reversal = x; return c; });
}
