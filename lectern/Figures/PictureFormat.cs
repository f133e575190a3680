namespace Lectern.Figures;

/// <summary>What a picture's file is; its name in lower case is the file's extension.</summary>
internal enum PictureFormat
{
    Svg,
    Png,
    Pdf,
}
