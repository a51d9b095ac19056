// Correlations in dense balanced networks of binary units, one unit at a time (no time step): connection probability 0.2, parameters of van Vreeswijk and
// Sompolinsky (1996) as in binary_mean_field.py, m0 0.2. Units look at exponential intervals, 10 ms (excitatory) and 9 ms (inhibitory). States are read every
// 4 ms after 200 ms.
//   g++ -O2 -o dense_binary dense_binary.cpp && ./dense_binary N seconds seeds
// prints N, the two mean activities, N times the mean of Pearson's correlation over pairs that change (excitatory, inhibitory), and N times the mean covariance
// over the mean variance, each with the standard error over seeds.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

struct Result { double mE, mI, rE, rI, cE, cI; };

static Result run(int n, double seconds, unsigned seed)
{
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> u(0, 1);
    const double p = 0.2, k = p * n, root = std::sqrt(k), m0 = 0.2;
    std::vector<std::vector<int>> targets(2 * n);
    for (auto& list : targets)
        for (int target = 0; target < 2 * n; target++)
            if (u(random) < p) list.push_back(target);
    std::vector<int> active[2] = {std::vector<int>(2 * n, 0), std::vector<int>(2 * n, 0)};
    std::vector<char> state(2 * n, 0);
    const double rate = n / 10.0 + n / 9.0; // per ms
    double t = 0, next = 200;
    std::vector<std::vector<char>> samples;
    while (t < 200 + 1000 * seconds)
    {
        t += -std::log(1 - u(random)) / rate;
        while (next < t) { samples.push_back(state); next += 4; }
        int unit = u(random) < (n / 10.0) / rate ? (int)(u(random) * n) : n + (int)(u(random) * n);
        bool e = unit < n;
        double h = active[0][unit] - (e ? 2.0 : 1.8) * active[1][unit] + (e ? 1.0 : 0.8) * m0 * k;
        char now = h > (e ? 1.0 : 0.7) * root + 1e-9;
        if (now != state[unit])
        {
            for (int target : targets[unit]) active[e ? 0 : 1][target] += now ? 1 : -1;
            state[unit] = now;
        }
    }
    Result result{};
    const double T = samples.size();
    for (int type = 0; type < 2; type++)
    {
        std::vector<double> mean(n), variance(n);
        double activity = 0, meanVariance = 0;
        int changing = 0;
        for (int i = 0; i < n; i++)
        {
            double sum = 0;
            for (auto& s : samples) sum += s[type * n + i];
            mean[i] = sum / T; variance[i] = mean[i] * (1 - mean[i]);
            activity += mean[i] / n; meanVariance += variance[i] / n; changing += variance[i] > 0;
        }
        double scores = 0, sums = 0;
        for (auto& s : samples)
        {
            double z = 0, x = 0;
            for (int i = 0; i < n; i++)
                if (variance[i] > 0) { double d = s[type * n + i] - mean[i]; z += d / std::sqrt(variance[i]); x += d; }
            scores += z * z / T; sums += x * x / T;
        }
        double r = (scores - changing) / ((double)changing * (changing - 1));
        double c = (sums - n * meanVariance) / ((double)n * (n - 1)) / meanVariance;
        (type ? result.mI : result.mE) = activity;
        (type ? result.rI : result.rE) = n * r;
        (type ? result.cI : result.cE) = n * c;
    }
    return result;
}

int main(int count, char** values)
{
    int n = count > 1 ? atoi(values[1]) : 500, seeds = count > 3 ? atoi(values[3]) : 10;
    double seconds = count > 2 ? atof(values[2]) : 4, sum[6] = {}, squares[6] = {};
    for (int seed = 1; seed <= seeds; seed++)
    {
        Result r = run(n, seconds, seed);
        double all[6] = {r.mE, r.mI, r.rE, r.rI, r.cE, r.cI};
        for (int i = 0; i < 6; i++) { sum[i] += all[i]; squares[i] += all[i] * all[i]; }
    }
    const char* names[6] = {"m_E", "m_I", "N r_EE", "N r_II", "N cov/var EE", "N cov/var II"};
    for (int i = 0; i < 6; i++)
    {
        double mean = sum[i] / seeds;
        std::printf("N %d %s %.4f +- %.4f\n", n, names[i], mean, std::sqrt((squares[i] / seeds - mean * mean) / (seeds - 1)));
    }
}
