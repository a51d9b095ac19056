using System.Globalization;
using Neuropil.Experiments;
using Spectre.Console;

namespace Neuropil.Cli;

/// <summary>The checks of a validation as a table for people.</summary>
internal static class ValidationTable
{
    public static void Write(CommandEnvironment environment, IReadOnlyList<ValidationRun> runs)
    {
        var table = new Table().Border(TableBorder.SimpleHeavy)
            .AddColumns("experiment", "check").AddColumn("predicted", Right).AddColumn("tolerance", Right).AddColumn("measured", Right)
            .AddColumns("result", "source");
        foreach (ValidationRun run in runs)
        {
            string title = run.Title;
            foreach (Check check in run.Checks)
            {
                table.AddRow(
                    new Text(title), new Text(check.Name), new Text(Number(check.Predicted)), new Text(Number(check.Tolerance)),
                        new Text(Number(check.Measured)),
                    check.Passed ? new Text("passed", new Style(Color.Green)) : new Text("FAILED", new Style(Color.Red)), new Text(check.Source));
                title = "";
            }

            if (run.Error is { } error)
            {
                table.AddRow(new Text(title), new Text(error), Text.Empty, Text.Empty, Text.Empty, new Text("FAILED", new Style(Color.Red)), Text.Empty);
            }
            else if (run.Checks.Count == 0)
            {
                table.AddRow(new Text(title), new Text("(no checks)"), Text.Empty, Text.Empty, Text.Empty, Text.Empty, Text.Empty);
            }
        }

        Tables.Write(environment, table);
    }

    private static void Right(TableColumn column) => column.RightAligned().NoWrap();

    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
