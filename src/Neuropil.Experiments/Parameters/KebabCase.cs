using System.Text;

namespace Neuropil.Experiments;

/// <summary>Names of C# as names of the command line.</summary>
internal static class KebabCase
{
    /// <summary><c>InhibitoryWeight</c> becomes <c>inhibitory-weight</c>, <c>NMDARatio</c> becomes <c>nmda-ratio</c>.</summary>
    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (int i = 0; i < name.Length; i++)
        {
            bool afterLower = i > 0 && char.IsUpper(name[i]) && !char.IsUpper(name[i - 1]);
            bool beforeLower = i > 0 && i + 1 < name.Length && char.IsUpper(name[i]) && char.IsLower(name[i + 1]);
            if (afterLower || beforeLower)
            {
                text.Append('-');
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
