// What a page can do beyond being read: another theme, search, the place in its outline, code to copy, and a whole print.
(() => {
  const page = document.documentElement, root = document.body.dataset.rel;
  const all = selector => [...document.querySelectorAll(selector)];
  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  // Light, dark, or as the system has it. A browser may refuse pages from disk their memory: then the choice lasts for this page.
  const button = document.querySelector(".theme"), themes = ["auto", "light", "dark"];
  function choose(theme) {
    page.dataset.theme = theme;
    button.lastElementChild.textContent = theme;
    button.title = button.ariaLabel = `Theme: ${theme}`;
  }

  button.onclick = () => {
    choose(themes[(themes.indexOf(page.dataset.theme) + 1) % themes.length]);
    try { localStorage.setItem("theme", page.dataset.theme); } catch {}
  };
  choose(themes.includes(page.dataset.theme) ? page.dataset.theme : "auto");
  button.hidden = false;

  // The list of pages closes when a place on this page is chosen from it, and shows where the reader is.
  const pages = document.querySelector(".pages");
  pages.onclick = event => event.target.closest("a") && pages.matches(":popover-open") && pages.hidePopover();
  const here = pages.querySelector("[aria-current]");
  const showHere = () => { if (here) pages.scrollTop = here.offsetTop - pages.clientHeight / 2; };
  pages.ontoggle = showHere;
  showHere();

  // The outline marks the last heading in the upper third of the window.
  const links = all(".outline a"), headings = links.map(link => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  function mark() {
    const above = headings.filter(heading => heading && heading.getBoundingClientRect().top < innerHeight / 3).length - 1;
    links.forEach((link, i) => i === above ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current"));
  }
  let isWaiting = false;
  addEventListener("scroll", () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => { isWaiting = false; mark(); });
  }, {passive: true});
  mark();

  // Code can be copied, where the browser allows it.
  if (navigator.clipboard) {
    for (const code of all("article pre > code")) {
      const copy = element("button", {type: "button", className: "copy", textContent: "copy"});
      copy.onclick = () => navigator.clipboard.writeText(code.textContent).then(() => {
        copy.textContent = "copied";
        setTimeout(() => { copy.textContent = "copy"; }, 1500);
      });
      code.parentElement.append(copy);
    }
  }

  // A figure is drawn as wide as it was made, and scaled to the room that there is, as a picture is: drawn narrower, its titles and legends
  // would lie on each other. On a phone it is scaled so far that letters can still be read, and scrolls.
  const alone = 944, inRow = 560, least = 0.6, paper = 660;
  function fit(figure, room = figure.clientWidth - 16) {
    const width = figure.parentElement.parentElement.style.display === "flex" ? inRow : alone;
    const scale = Math.min(1, Math.max(least, room / width));
    figure.style.setProperty("--scale", scale);
    figure.style.setProperty("--width", `${Math.max(width, room)}px`);
    figure.style.setProperty("--height", `${figure.querySelector(".backprop-chart")?.offsetHeight ?? 0}px`);
  }

  const figures = all(".backprop-figure");
  const watch = new ResizeObserver(changes => new Set(changes.map(change => change.target.closest(".backprop-figure"))).forEach(figure => fit(figure)));
  [...figures, ...all(".backprop-chart")].forEach(one => watch.observe(one));

  // What scrolls within itself can be reached by the keyboard, and nothing else need be.
  const reach = () => all("article :is(pre, .output, .table, .backprop-figure, mjx-container)").forEach(one => {
    if (one.backpropSteps) return; // a stepper takes keys anyway
    if (one.scrollWidth > one.clientWidth + 1) one.tabIndex = 0;
    else one.removeAttribute("tabindex");
  });
  addEventListener("resize", reach);
  addEventListener("load", reach);

  // On paper everything is open, and figures are no wider than it.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("article details:not([open])");
    closed.forEach(one => { one.open = true; });
    figures.forEach(figure => fit(figure, paper));
  });
  addEventListener("afterprint", () => {
    closed.forEach(one => { one.open = false; });
    figures.forEach(figure => fit(figure));
  });

  // Search: every section of every page is an entry; the entries come with a script of their own when they are first wanted.
  const form = document.querySelector(".search"), input = form.querySelector("input"), found = form.querySelector(".found");
  const plain = text => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const most = 12;
  let entries;

  function load() {
    entries ??= new Promise((done, fail) => {
      const script = element("script", {src: `${root}public/search.js`, onerror: fail});
      script.onload = () => done(window.lecternSearch.map(entry => ({...entry, name: plain(`${entry.section} ${entry.page}`), all: plain(entry.text)})));
      document.head.append(script);
    });
    return entries;
  }

  // In a name a word counts more, most of all at its beginning.
  function score(entry, words) {
    let sum = 0;
    for (const word of words) {
      const name = entry.name.indexOf(word), text = entry.all.indexOf(word);
      if (name < 0 && text < 0) return 0;
      if (name >= 0) sum += name === 0 ? 30 : /\W/.test(entry.name[name - 1]) ? 20 : 8;
      if (text >= 0) sum += Math.min(5, entry.all.split(word).length - 1);
    }
    return sum;
  }

  function excerpt(entry, word) {
    const at = Math.max(0, entry.all.indexOf(word)), start = Math.max(0, entry.text.lastIndexOf(" ", Math.max(0, at - 40)));
    return (start > 0 ? "…" : "") + entry.text.slice(start, start + 150) + (start + 150 < entry.text.length ? "…" : "");
  }

  function item(entry, words) {
    const link = element("a", {href: root + entry.href}, element("strong", {}, entry.section || entry.page));
    if (entry.section) link.append(" ", element("span", {className: "on"}, entry.page));
    if (entry.text) link.append(element("span", {className: "excerpt"}, excerpt(entry, words[0])));
    return element("li", {}, link);
  }

  async function find() {
    const words = plain(input.value).split(/\s+/).filter(word => word);
    found.hidden = words.length === 0;
    if (found.hidden) return;
    try {
      const ranked = (await load()).map(entry => ({entry, rank: score(entry, words)})).filter(one => one.rank > 0)
        .sort((a, b) => b.rank - a.rank);
      const rest = ranked.length - most;
      found.replaceChildren(
        ranked.length ? element("ol", {}, ...ranked.slice(0, most).map(one => item(one.entry, words))) : element("p", {}, "Nothing was found."),
        ...(rest > 0 ? [element("p", {}, `and ${rest} more: another word narrows the search`)] : []));
    } catch {
      found.replaceChildren(element("p", {}, "The index of the search could not be loaded."));
    }
  }

  function walk(event) {
    if (event.key === "Escape") {
      found.hidden = true;
      input.focus();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp" || found.hidden) return;
    const stops = [input, ...found.querySelectorAll("a")];
    const next = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    stops[Math.max(0, Math.min(stops.length - 1, next))].focus();
    event.preventDefault();
  }

  form.onsubmit = event => {
    event.preventDefault();
    found.querySelector("a")?.click();
  };
  form.onkeydown = walk;
  input.onfocus = load;
  input.oninput = find;
  document.addEventListener("click", event => { if (!form.contains(event.target)) found.hidden = true; });
  addEventListener("keydown", event => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, [contenteditable]")) return;
    event.preventDefault();
    input.focus();
  });
  form.hidden = false;
})();
