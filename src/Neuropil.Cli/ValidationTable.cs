using System.Globalization;
using Neuropil.Experiments;
using Spectre.Console;

namespace Neuropil.Cli;

/// <summary>The checks of a validation as a table for people.</summary>
internal static class ValidationTable
{
    public static void Write(CommandEnvironment environment, IReadOnlyList<ValidationRun> runs)
    {
        var language = environment.Language;
        var table = new Table().Border(TableBorder.SimpleHeavy)
            .AddColumns(language.Text("experiment"), language.Text("check")).AddColumn(language.Text("predicted"), Right)
            .AddColumn(language.Text("tolerance"), Right).AddColumn(language.Text("measured"), Right)
            .AddColumns(language.Text("result"), language.Text("source"));
        var failed = new Text(language.Text("FAILED"), new Style(Color.Red));
        foreach (ValidationRun run in runs)
        {
            string title = run.Title;
            foreach (Check check in run.Checks)
            {
                table.AddRow(
                    new Text(title), new Text(language.Text(check.Name)), new Text(CheckText.Predicted(check, language, Number)),
                        new Text(CheckText.Tolerance(check, Number)),
                        new Text(Number(check.Measured)),
                    check.Passed ? new Text(language.Text("passed"), new Style(Color.Green)) : failed, new Text(language.Text(check.Source)));
                title = "";
            }

            if (run.Error is { } error)
            {
                table.AddRow(new Text(title), new Text(error), Text.Empty, Text.Empty, Text.Empty, failed, Text.Empty);
            }
            else if (run.Checks.Count == 0)
            {
                table.AddRow(new Text(title), new Text(language.Text("(no checks)")), Text.Empty, Text.Empty, Text.Empty, Text.Empty, Text.Empty);
            }
        }

        Tables.Write(environment, table);
    }

    private static void Right(TableColumn column) => column.RightAligned().NoWrap();

    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
