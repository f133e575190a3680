using System.Text;
using System.Text.RegularExpressions;

namespace Lectern.Figures;

/// <summary>Takes the moment of printing out of a PDF, so that the same picture gives the same bytes.</summary>
internal static partial class PdfDates
{
    /// <summary>Of the same length, because a PDF lists where each of its objects begins.</summary>
    private const string Fixed = "20000101000000";

    public static byte[] Fix(byte[] pdf)
    {
        // Latin 1 maps each byte to one character and back.
        var text = Encoding.Latin1.GetString(pdf);
        foreach (Match date in Dates().Matches(text)) Encoding.Latin1.GetBytes(Fixed, pdf.AsSpan(date.Index, Fixed.Length));
        return pdf;
    }

    [GeneratedRegex(@"(?<=/(CreationDate|ModDate)\s*\(D:)[0-9]{14}")]
    private static partial Regex Dates();
}
