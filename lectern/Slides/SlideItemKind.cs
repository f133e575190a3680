namespace Lectern.Slides;

/// <summary>Which part of a cell stands on a slide; its name in lower case is the element's class.</summary>
internal enum SlideItemKind
{
    Text,
    Code,
    Outputs,
}
