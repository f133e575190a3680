using System.Net;

namespace Lectern.Pages;

/// <summary>What every page has: nothing in it comes from elsewhere, so that it shows without a network.</summary>
internal static class Page
{
    private const string Style = """
        :root {
          color-scheme: light dark;
          --paper: #fdfdfc; --ink: #1c2430; --faint: #5b6675; --line: #dfe3e8; --card: #ffffff; --link: #0b5cad; --bad: #b3261e;
          font: 400 1.25rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #14181e; --ink: #e9edf2; --faint: #a3adba; --line: #323a45; --card: #1b2129; --link: #7ab7ff; --bad: #ff8a80;
          }
        }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 2.5rem clamp(1rem, 4vw, 3rem) 5rem; max-width: 76rem; background: var(--paper); color: var(--ink); }
        a { color: var(--link); text-underline-offset: .18em; }
        h1 { font-size: clamp(2.2rem, 5vw, 3.4rem); line-height: 1.1; letter-spacing: -.02em; margin: 0 0 2rem; }
        h2 { font-size: clamp(1.7rem, 3.5vw, 2.4rem); line-height: 1.2; letter-spacing: -.01em; margin: 0 0 .3rem; }
        nav { columns: 24rem; column-gap: 3rem; margin-bottom: 3rem; padding-bottom: 2rem; border-bottom: 2px solid var(--line); }
        nav > ol { margin: 0; padding: 0; list-style: none; }
        nav > ol > li { break-inside: avoid; margin-bottom: 1rem; font-weight: 600; }
        nav ul { margin: .2rem 0 0; padding-left: 1.2rem; font-weight: 400; font-size: 1.1rem; }
        section { margin: 0 0 4rem; }
        .about { margin: 0 0 1.2rem; color: var(--faint); }
        .failed { color: var(--bad); font-weight: 600; }
        article { margin: 1.5rem 0; padding: 1.2rem; overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; }
        article > .backprop-figure { margin: 0 auto; }
        .backprop-plotly p { display: none; }
        article > footer { margin-top: .6rem; font-size: 1rem; }
        """;

    public static string Write(string title, string body) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Escape(title)}</title>
        <style>
        {Style}
        </style>
        </head>
        <body>
        {body}
        </body>
        </html>

        """;

    public static string Escape(string text) => WebUtility.HtmlEncode(text);
}
