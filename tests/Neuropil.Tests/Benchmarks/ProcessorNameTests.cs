using Neuropil.Experiments;

namespace Neuropil.Tests.Benchmarks;

public class ProcessorNameTests
{
    [Fact]
    public void A_hidden_name_is_completed_by_family_and_model_of_the_first_processor()
        => Assert.Equal(
            "Intel(R) Xeon(R) Processor (family 6, model 207)",
            ProcessorName.ModelIn(["processor\t: 0", "cpu family\t: 6", "model\t\t: 207", "model name\t: Intel(R) Xeon(R) Processor", "flags\t\t:", "",
                "model\t\t: 1"]));

    [Fact]
    public void A_name_alone_will_do() => Assert.Equal("A: B", ProcessorName.ModelIn(["model name : A: B"]));

    [Fact]
    public void Where_none_is_given_there_is_none() => Assert.Null(ProcessorName.ModelIn(["CPU implementer\t: 0x41"]));

    [Fact]
    public void This_processor_has_a_name() => Assert.Matches(@"^\S.*, vectors of (64|128|256|512) bits$", ProcessorName.Text);
}
