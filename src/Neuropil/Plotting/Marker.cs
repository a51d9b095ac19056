namespace Neuropil;

/// <summary>The sign that shows a point of a series.</summary>
public enum Marker
{
    /// <summary>No sign.</summary>
    None,

    /// <summary>A filled circle.</summary>
    Circle,

    /// <summary>An open circle.</summary>
    OpenCircle,

    /// <summary>A filled square.</summary>
    Square,

    /// <summary>A filled triangle.</summary>
    Triangle,

    /// <summary>A filled diamond.</summary>
    Diamond,

    /// <summary>A small dot, for clouds of many points.</summary>
    Dot,
}
