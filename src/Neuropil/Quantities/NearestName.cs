namespace Neuropil;

/// <summary>Finds what somebody meant by a misspelt name, for messages.</summary>
public static class NearestName
{
    /// <summary>
    /// The candidate with the smallest number of inserted, dropped, changed or swapped letters, or null where none is near. Letters that
    /// differ only in case count a tenth, so that <c>ms</c> suggests nothing further than <c>mS</c>.
    /// </summary>
    public static string? Suggest(string name, IEnumerable<string> candidates)
    {
        // A third of the letters may be wrong; in names of one or two letters, one.
        double limit = Math.Max(1, name.Length / 3) + 0.5;
        string? nearest = null;
        foreach (string candidate in candidates)
        {
            if (Math.Abs(candidate.Length - name.Length) <= limit)
            {
                double distance = Distance(name, candidate);
                if (distance < limit && distance < Math.Max(name.Length, candidate.Length))
                {
                    (nearest, limit) = (candidate, distance);
                }
            }
        }

        return nearest;
    }

    /// <summary>A sentence for the end of an error message, beginning with a space; empty where no candidate is near.</summary>
    public static string DidYouMean(string name, IEnumerable<string> candidates)
        => Suggest(name, candidates) is { } nearest ? $" Did you mean '{nearest}'?" : "";

    // The restricted distance of Damerau (CACM 7:171, 1964) and Levenshtein: no letter is changed twice.
    private static double Distance(string a, string b)
    {
        double[,] d = new double[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            d[i, 0] = i;
        }

        for (int j = 0; j <= b.Length; j++)
        {
            d[0, j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                double best = Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + Change(a[i - 1], b[j - 1]));
                if (i > 1 && j > 1 && Change(a[i - 1], b[j - 2]) < 1 && Change(a[i - 2], b[j - 1]) < 1)
                {
                    best = Math.Min(best, d[i - 2, j - 2] + 1);
                }

                d[i, j] = best;
            }
        }

        return d[a.Length, b.Length];
    }

    private static double Change(char a, char b) => a == b ? 0 : char.ToLowerInvariant(a) == char.ToLowerInvariant(b) ? 0.1 : 1;
}
