using System.Security.Cryptography;
using System.Text;

namespace Lectern.Outputs;

/// <summary>What tells two contents apart: SHA-256, in small hexadecimal digits.</summary>
internal static class Checksum
{
    public static string Of(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));
}
