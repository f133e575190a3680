// Makes a deck of the slides on a page: one at a time, step by step. How a slide is laid out is in stage.js.
(() => {
  const {root, one, all, slides, isSmall, isFigure, wide, isWide, prepare, arrange, paginate, setSmall, fitWindow} = window.lecternStage;
  const clamp = (value, most) => Math.max(0, Math.min(most, value));

  const bar = one(".bar"), help = one(".help"), status = one(".status");
  let at = 0;        // the slide that is shown
  let reached = 0;   // its last item that is shown
  let notes, chosen; // the window of the notes; the slide that is chosen in the overview

  const isWhole = () => root.classList.contains("whole");
  const isOverview = () => root.classList.contains("overview");

  // What a slide stands under: its own heading, or else the last one before it.
  const title = slide => headings(slide)[0] ?? slides.slice(0, slide.index).flatMap(headings).at(-1) ?? "";
  const headings = slide => all("h1, h2, h3, h4", slide.box).map(heading => heading.textContent.trim());

  // Where one can stop on a slide: at the last item of each step on each screen.
  function stops(slide) {
    const screenOf = item => slide.screens.find(screen => screen.includes(item));
    return slide.items.flatMap((item, index, {[index + 1]: following}) =>
      following && following.dataset.step === item.dataset.step && screenOf(following) === screenOf(item) ? [] : [index]);
  }

  // ---- The position

  function show(index, stop = 0) {
    at = clamp(index, slides.length - 1);
    const slide = slides[at];
    prepare(slide);
    paginate(slide);
    const places = stops(slide), place = clamp(stop, places.length - 1);
    reached = places[place];
    const screen = slide.screens.find(items => items.includes(slide.items[reached]));
    slides.forEach(other => other.element.classList.toggle("current", other === slide));
    root.classList.remove("black");
    if (slide.shown !== screen) {
      arrange(slide, screen);
      slide.box.scrollTop = 0;
      slide.shown = screen;
    }
    slide.items.forEach((item, i) => item.classList.toggle("later", i > reached));
    if (place > 0) scrollTo(slide, slide.items[reached]);
    if (!slide.element.contains(document.activeElement)) document.activeElement?.blur();
    history.replaceState(null, "", `#/${slide.column}/${slide.row}${place ? "/" + place : ""}`);
    tell(slide);
    later(() => slides[at + 1] && !isWhole() && (prepare(slides[at + 1]), paginate(slides[at + 1]), slides[at + 1].shown = undefined));
  }

  const later = work => (window.requestIdleCallback ?? (f => setTimeout(f, 200)))(work);

  function stopNow() {
    return stops(slides[at]).indexOf(reached);
  }

  function next() {
    if (scrollDown()) return;
    if (stopNow() + 1 < stops(slides[at]).length) show(at, stopNow() + 1);
    else if (at + 1 < slides.length) show(at + 1);
  }

  function back() {
    if (stopNow() > 0) show(at, stopNow() - 1);
    else if (at > 0) show(at - 1, Infinity);
  }

  function inColumn(by) {
    if (slides[at + by]?.column === slides[at].column) show(at + by);
  }

  function fromHash() {
    const [column, row, stop] = location.hash.replace("#/", "").split("/").map(Number);
    const found = slides.findIndex(slide => slide.column === column && slide.row === (row || 1));
    show(Math.max(0, found), stop || 0);
  }

  // ---- A slide that is higher than the stage

  function hidden(slide) {
    const last = slide.items[reached];
    return last.offsetTop + last.offsetHeight - slide.box.scrollTop - slide.box.clientHeight;
  }

  // Its end comes into view, but not at the price of its beginning.
  function scrollTo({box}, item) {
    const top = item.offsetTop - 16, bottom = item.offsetTop + item.offsetHeight + 16;
    if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = Math.min(top, bottom - box.clientHeight);
  }

  function scrollDown() {
    const {box} = slides[at];
    if (isSmall() || hidden(slides[at]) < 8) return false;
    box.scrollBy({top: 0.8 * box.clientHeight});
    return true;
  }

  function markMore(slide) {
    slide.element.classList.toggle("more", hidden(slide) >= 8);
    setFocusable(slide.box, slide.box.scrollHeight > slide.box.clientHeight + 1);
    slide.items.filter(isFigure).forEach(item => setFocusable(item, isWide(item)));
  }

  // What scrolls can be reached by the keyboard.
  function setFocusable(element, is) {
    if (is) element.tabIndex = 0; else element.removeAttribute("tabindex");
  }

  slides.forEach(slide => slide.box.addEventListener("scroll", () => markMore(slide)));

  // ---- What is said of it

  function tell(slide) {
    markMore(slide);
    one(".where", bar).textContent = `${at + 1} / ${slides.length}`;
    one(".progress", bar).style.width = `${100 * (at + 1) / slides.length}%`;
    const section = title(slide), isSaid = slide.element.classList.contains("headed") || section === one("h1", bar).textContent;
    one(".section", bar).textContent = isSaid ? "" : section;
    status.textContent = `Slide ${at + 1} of ${slides.length}: ${section}`;
    tellNotes();
  }

  // The window of the notes begins empty, and therefore belongs to this page even where that is a file.
  function openNotes() {
    notes = window.open("", "lectern-notes", "width=960,height=720");
    if (!notes) return status.textContent = "The browser has blocked the window of the notes.";
    notes.began ??= Date.now();
    notes.document.open();
    notes.document.write(one("template.notes-window").innerHTML);
    notes.document.close();
    notes.document.addEventListener("keydown", onKey);
    one(".back", notes.document).onclick = back;
    one(".next", notes.document).onclick = next;
    one(".clock", notes.document).onclick = () => { notes.began = Date.now(); tick(); };
    tellNotes();
  }

  function tellNotes() {
    if (!notes || notes.closed) return;
    const write = (name, text) => one(name, notes.document).textContent = text;
    const steps = stops(slides[at]).length, following = slides[at + 1];
    write(".where", `Slide ${at + 1} of ${slides.length}${steps > 1 ? `, step ${stopNow() + 1} of ${steps}` : ""}`);
    write(".title", title(slides[at]));
    write(".following", stopNow() + 1 < steps ? "the next step of this slide" : following ? `${title(following)}` : "the end");
    one(".text", notes.document).innerHTML = slides[at].notes || "<p>There are no notes for this slide.</p>";
    tick();
  }

  function tick() {
    if (!notes || notes.closed) return;
    const seconds = Math.floor((Date.now() - notes.began) / 1000), two = number => String(number).padStart(2, "0");
    one(".clock", notes.document).textContent = `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
  }

  setInterval(tick, 1000);

  // ---- All slides at once: in the overview, and on paper

  function beginWhole(name) {
    setSmall(false);
    root.classList.add("whole", name);
    slides.forEach(slide => slide.shown = undefined);
  }

  function endWhole(name) {
    root.classList.remove("whole", name);
    slides.forEach(slide => slide.box.inert = false);
    fitWindow();
  }

  // All items of a screen; in the overview, of the one that a slide is best known by.
  function reveal(slide, choose = screens => screens.find(items => items.some(isFigure)) ?? screens[0]) {
    prepare(slide);
    paginate(slide);
    slide.items.forEach(item => item.classList.remove("later"));
    arrange(slide, choose(slide.screens));
  }

  async function openOverview() {
    beginWhole("overview");
    slides.forEach(slide => slide.box.inert = true);
    choose(at);
    for (const slide of [...slides].sort((a, b) => Math.abs(a.index - at) - Math.abs(b.index - at))) {
      await new Promise(requestAnimationFrame);
      if (!isOverview()) return;
      reveal(slide);
    }
  }

  function closeOverview(index) {
    endWhole("overview");
    slides.forEach(slide => slide.element.removeAttribute("tabindex"));
    show(index);
  }

  function choose(index) {
    chosen = clamp(index, slides.length - 1);
    slides.forEach(slide => slide.element.classList.toggle("chosen", slide.index === chosen));
    const {element} = slides[chosen];
    element.tabIndex = -1;
    element.focus({preventScroll: true});
    element.scrollIntoView({block: "center"});
    status.textContent = `Overview: slide ${chosen + 1} of ${slides.length}: ${title(slides[chosen])}`;
  }

  function perRow() {
    const top = slides[0].element.offsetTop;
    return slides.filter(slide => slide.element.offsetTop === top).length;
  }

  // On paper each screen is a page, as large as on the stage, with all its steps. For further screens there are further slides as long.
  let before;

  function beginPrint() {
    if (before) return;
    if (isOverview()) closeOverview(at);
    before = {stop: stopNow(), theme: root.dataset.bsTheme};
    setTheme("light");
    beginWhole("print");
    for (const slide of slides) {
      reveal(slide, screens => screens[0]);
      slide.pages = slide.screens.slice(1).map(items => addPage(slide, items)).reverse();
    }
  }

  function addPage(slide, items) {
    const element = slide.element.cloneNode(false), box = slide.box.cloneNode(false);
    element.append(box);
    box.append(...items);
    (slide.last ?? slide.element).after(element);
    slide.last = element;
    arrange({element, box, items}, items);
    return element;
  }

  function endPrint() {
    for (const slide of slides) {
      slide.pages.forEach(page => page.remove());
      slide.box.append(...slide.items);
      slide.last = undefined;
    }
    endWhole("print");
    setTheme(before.theme);
    show(at, before.stop);
    before = undefined;
  }

  addEventListener("beforeprint", beginPrint);
  addEventListener("afterprint", endPrint);

  // Asked for by lectern before it prints: all slides, and every chart drawn.
  window.lecternDeck = {
    async print() {
      beginPrint();
      const drawn = () => all(".backprop-chart").every(chart => one(".main-svg", chart));
      while (!drawn()) await new Promise(done => setTimeout(done, 50));
      await document.fonts.ready;
      await new Promise(done => setTimeout(done, one(".gl-container") ? 1500 : 100));
      return all(".slide").length;
    },
  };

  // ---- The window

  addEventListener("resize", () => {
    if (isWhole()) return;
    const stop = stopNow();
    fitWindow();
    show(at, stop);
  });
  addEventListener("hashchange", fromHash);

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const setTheme = theme => root.dataset.bsTheme = theme;
  dark.addEventListener("change", () => setTheme(dark.matches ? "dark" : "light"));

  function toggleFullscreen() {
    if (document.fullscreenElement) document.exitFullscreen(); else root.requestFullscreen?.();
  }

  // ---- Keys, mouse and fingers

  const commands = {
    next, back, overview: () => isOverview() ? closeOverview(at) : openOverview(), notes: openNotes, fullscreen: toggleFullscreen,
    help: () => help.showModal(), theme: () => setTheme(root.dataset.bsTheme === "dark" ? "light" : "dark"),
    black: () => root.classList.toggle("black"),
  };
  const keys = {
    ArrowRight: next, PageDown: next, " ": next, ArrowLeft: back, PageUp: back, Backspace: back,
    ArrowDown: () => inColumn(1), ArrowUp: () => inColumn(-1), Home: () => show(0), End: () => show(slides.length - 1, Infinity),
    Escape: openOverview, o: openOverview, s: openNotes, f: toggleFullscreen, d: commands.theme, b: commands.black, ".": commands.black,
    "?": commands.help,
  };
  const overviewKeys = {
    ArrowRight: () => choose(chosen + 1), ArrowLeft: () => choose(chosen - 1), ArrowDown: () => choose(chosen + perRow()),
    ArrowUp: () => choose(chosen - perRow()), Home: () => choose(0), End: () => choose(slides.length - 1),
    Enter: () => closeOverview(chosen), " ": () => closeOverview(chosen), Escape: () => closeOverview(at), o: () => closeOverview(at),
    f: toggleFullscreen, d: commands.theme, "?": commands.help,
  };

  function onKey(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const key = name === " " && event.shiftKey ? "PageUp" : name;
    if (ownsKey(event.target, key)) return;
    const action = (isOverview() ? overviewKeys : keys)[key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  // A figure that has the focus keeps its keys, but for those of a presenter's remote, and Escape, which gives them back to the deck.
  function ownsKey(target, key) {
    const figure = target.closest?.(".backprop-figure");
    if (figure && key === "Escape") return document.activeElement.blur(), true;
    if (figure) return key !== "PageDown" && key !== "PageUp";
    if (key === "ArrowLeft" || key === "ArrowRight") return isWide(target) && target.matches("[tabindex]");
    return (key === " " || key === "Enter") && target.matches?.("button, a, summary, input") || false;
  }

  document.addEventListener("keydown", onKey);
  all("[data-command]").forEach(button => button.addEventListener("click", () => { commands[button.dataset.command](); button.blur(); }));
  slides.forEach(slide => slide.element.addEventListener("click", () => isOverview() && closeOverview(slide.index)));

  // What can be moved sideways itself.
  const scroller = target => all(wide).find(element => element.contains(target) && isWide(element));

  let touch;
  addEventListener("touchstart", event => {
    const isTaken = event.touches.length > 1 || event.target.closest(".backprop-figure") || scroller(event.target);
    touch = isTaken ? undefined : event.touches[0];
  }, {passive: true});
  addEventListener("touchend", event => {
    if (!touch || isWhole()) return;
    const {clientX, clientY} = event.changedTouches[0], across = clientX - touch.clientX, down = clientY - touch.clientY;
    if (Math.abs(across) > 50 && Math.abs(across) > 1.5 * Math.abs(down)) across < 0 ? next() : back();
  }, {passive: true});

  setTheme(dark.matches ? "dark" : "light");
  root.classList.add("deck");
  fitWindow();
  fromHash();
})();
