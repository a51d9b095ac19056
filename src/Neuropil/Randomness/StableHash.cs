namespace Neuropil;

/// <summary>A number for a name, the same on every machine and in every run, which no other declaration changes: FNV-1a, 64 bits.</summary>
internal static class StableHash
{
    public static ulong Of(string name)
    {
        ulong hash = 14695981039346656037;
        foreach (char letter in name)
        {
            hash = (hash ^ letter) * 1099511628211;
        }

        return hash;
    }
}
