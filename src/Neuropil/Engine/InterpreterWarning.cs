namespace Neuropil.Engine;

/// <summary>Says once and loudly that equations are interpreted where nobody asked for that.</summary>
internal static class InterpreterWarning
{
    /// <summary>A file-based app is published ahead of time unless it says otherwise, and then cannot compile kernels even where it is only run.</summary>
    public const string Text = "WARNING: this process cannot compile kernels, so that equations are interpreted, about 30 times slower. "
        + "Add the line '#:property PublishAot=false' at the top of the file (in a project: <PublishAot>false</PublishAot>).";

    private static int shown;

    /// <summary>Writes the warning unless it has been written.</summary>
    public static void ShowOnce(TextWriter output)
    {
        if (Interlocked.Exchange(ref shown, 1) == 0)
        {
            output.WriteLine(Text);
        }
    }
}
