using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Neuropil.Tests.Architecture;

/// <summary>What holds for all that users meet.</summary>
public class PublicTypesTests
{
    private static readonly Type[] PublicTypes = typeof(Network).Assembly.GetExportedTypes();

    [Fact]
    public void No_namespace_has_the_name_of_the_class_of_units()
        => Assert.DoesNotContain(typeof(Network).Assembly.GetTypes(), type => type.Namespace?.Split('.').Contains("Units") == true);

    [Fact]
    public void A_file_is_in_the_users_namespace_or_in_that_of_its_folder()
    {
        var library = SourceModel.Library;
        var broken = from tree in library.Written
                     from space in tree.GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
                     let name = space.Name.ToString()
                     where name != "Neuropil" && name != $"Neuropil.{library.FolderOf(tree)}"
                     select $"{library.PathOf(tree)} is in {name}";
        Assert.Empty(broken);
    }

    [Fact]
    public void One_using_brings_everything_that_users_need()
        => Assert.Equal([], PublicTypes.Where(type => type.Namespace != "Neuropil").Select(type => type.FullName));

    // Experiments and the command are written by public means, as those of users are; benchmarks measure parts that only the library itself sees.
    [Fact]
    public void Only_tests_and_benchmarks_see_what_is_internal()
        => Assert.Equal(
            ["Neuropil.Benchmarks", "Neuropil.Tests"],
            typeof(Network).Assembly.GetCustomAttributes<InternalsVisibleToAttribute>().Select(friend => friend.AssemblyName).Order());

    [Fact]
    public void Nothing_public_can_be_set_after_it_was_made()
    {
        var settable = from type in PublicTypes
                       from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                       where property.SetMethod is { IsPublic: true } setter
                           && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
                           && property.GetIndexParameters().Length == 0
                       select $"{type.Name}.{property.Name}";
        Assert.Empty(settable);

        var fields = from type in PublicTypes
                     where !type.IsEnum
                     from field in type.GetFields(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                     where field is { IsInitOnly: false, IsLiteral: false }
                     select $"{type.Name}.{field.Name}";
        Assert.Empty(fields);
    }

    [Fact]
    public void Classes_are_sealed_abstract_static_or_meant_to_be_derived_from()
    {
        // Parameter<T> is the base of Distribution<T>, PointNeuron and TwoCompartmentNeuron of cells of one's own: they say so.
        string[] open = ["Parameter`1", "PointNeuron", "TwoCompartmentNeuron"];
        Assert.Empty(PublicTypes.Where(type => type.IsClass && !type.IsSealed && !type.IsAbstract && !open.Contains(type.Name)).Select(type => type.Name));
    }
}
