using Lectern.Pages;
using static Lectern.Pages.Page;

namespace Lectern.Slides;

/// <summary>The list of the decks.</summary>
internal static class DecksPage
{
    private const string Title = "Slides";

    /// <param name="decks">Each with its address, seen from the page.</param>
    public static string Write(IEnumerable<(string Address, Deck Deck)> decks) => Page.Write(Title, $"""
        <main>
        <h1>{Title}</h1>
        <ol style="padding: 0; list-style: none">
        {string.Join('\n', decks.Select(deck => Line(deck.Address, deck.Deck)))}
        </ol>
        <p class="about">In a deck, the key ? lists the others: → turns the slides, O shows all of them, S the speaker notes, and F fills the screen.</p>
        </main>
        """);

    private static string Line(string address, Deck deck) =>
        $"""<li style="margin-bottom: .6rem"><a href="{Escape(address)}">{Escape(deck.Title)}</a> <span class="about">{deck.SlideCount} slides</span></li>""";
}
