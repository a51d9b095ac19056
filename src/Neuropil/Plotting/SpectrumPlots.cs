namespace Neuropil;

/// <summary>Figures of power spectra.</summary>
public static class SpectrumPlots
{
    /// <summary>The spectrum's density over frequency, both axes logarithmic unless asked otherwise.</summary>
    /// <param name="spectrum">The spectrum.</param>
    /// <param name="title">A heading; none by default.</param>
    /// <param name="scale">The scale of both axes.</param>
    /// <param name="highest">Where the frequency axis ends; by default with the spectrum.</param>
    public static Figure Plot(this PowerSpectrum spectrum, string title = "", AxisScale scale = AxisScale.Logarithmic, Frequency? highest = null)
        => Plot([spectrum], title, scale, highest);

    /// <summary>Several spectra over the same frequency axis; the unit is that of the first.</summary>
    /// <param name="spectra">The spectra.</param>
    /// <param name="title">A heading; none by default.</param>
    /// <param name="scale">The scale of both axes.</param>
    /// <param name="highest">Where the frequency axis ends; by default with the spectra.</param>
    public static Figure Plot(
        this IReadOnlyList<PowerSpectrum> spectra, string title = "", AxisScale scale = AxisScale.Logarithmic, Frequency? highest = null)
    {
        var layers = new List<PlotLayer>();
        foreach (PowerSpectrum spectrum in spectra)
        {
            layers.Add(new Series(spectrum.Name, spectrum.FrequenciesHz, spectrum.Density));
        }

        var panel = new Panel
        {
            X = new Axis("Frequency", "Hz") { Scale = scale, Maximum = highest?.SiValue },
            Y = new Axis("Power spectral density", spectra.Count > 0 ? spectra[0].Unit : "") { Scale = scale },
            Layers = layers,
        };
        return new Figure { Title = title, Panels = [panel] };
    }
}
