// Lays slides out on a stage of 1600×900, so that all that stands there can be read. Whatever else a deck does is in deck.js.
window.lecternStage = (() => {
  const width = 1600, height = 900;

  // Heights of letters on the stage. Cells share a screen where their letters can be comfortable; one alone may go down to what the last
  // row of a room still reads, and scrolls below that. A figure alone is rather small than cut.
  const comfortable = [34, 31, 28, 26, 24], readable = [...comfortable, 22, 20], forFigure = [...readable, 18, 16, 14, 12];
  const figureLetters = 20; // a figure's own are 18
  const figureWidth = 976, compared = 432, tallWidth = 1400; // of a figure, of each in a row of several, and of one with its text beside it
  const rowWidth = 1340, rowGap = 12; // of a row at least, and between its figures
  const small = {letters: 17, figures: 0.7}; // in a small window, where a slide scrolls

  const root = document.documentElement;
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const isSmall = () => root.classList.contains("small");
  const isFigure = item => item.matches(".figures");

  // What could be wider than its place; figures follow theirs.
  const wide = ".item:not(.figures) :is(pre, .output, .table, mjx-container)";
  const isWide = element => element.scrollWidth > element.clientWidth + 1;

  const slides = all(".slide").map((element, index) => ({
    index, element, box: one(".items", element), items: all(".item", element), column: +element.dataset.column, row: +element.dataset.row,
    screens: [], notes: one(".notes", element)?.innerHTML ?? "",
  }));

  // ---- Figures

  // The figures of a slide come to life when it is wanted: their scripts run as they are put on the page.
  function prepare(slide) {
    if (slide.isPrepared) return;
    slide.isPrepared = true;
    slide.element.classList.add("prepared");
    for (const template of all("template.figures", slide.box)) {
      const content = template.content.cloneNode(true);
      one(".scaled", content).style.width = `${naturalWidth(template.parentElement, content)}px`; // a chart is drawn at once, as wide as it can be
      template.replaceWith(content);
    }
    slide.items.forEach(item => item.classList.toggle("tall", isTall(item)));
    // The text of a stepper grows and shrinks.
    const observer = new ResizeObserver(() => slide.items.forEach(keepScale));
    all(".scaled", slide.box).forEach(scaled => observer.observe(scaled));
  }

  // Of a picture that is higher than the stage the text stands beside it.
  function isTall(item) {
    const box = one("svg.backprop-picture", item)?.viewBox.baseVal;
    return isFigure(item) && box?.height > 0.65 * box?.width;
  }

  function scale(item, factor, columns) {
    const scaled = one(".scaled", item);
    if (!scaled) return;
    item.dataset.factor = factor;
    scaled.style.width = `${naturalWidth(item, item, columns)}px`;
    scaled.style.transform = `scale(${factor})`;
    keepScale(item);
  }

  function keepScale(item) {
    const scaled = one(".scaled", item), factor = item.dataset.factor;
    if (!scaled || !factor) return;
    item.style.height = `${scaled.offsetHeight * factor}px`;
    item.style.width = isSmall() ? "" : `${scaled.offsetWidth * factor}px`;
  }

  function naturalWidth(item, content, columns = Infinity) {
    if (isSmall()) return one(".backprop-chart", content) ? item.clientWidth / small.figures : figureWidth;
    const count = figureCount(content);
    if (count < 2) return item.matches(".tall") ? tallWidth : figureWidth;
    // However many stand side by side, each is as wide as when all do: a chart is not drawn again.
    const each = (Math.max(rowWidth, compared * count) - rowGap * (count - 1)) / count, beside = Math.min(columns, count);
    return beside * each + rowGap * (beside - 1);
  }

  const figureCount = content => all(".backprop-figure", content).length;

  // ---- What fits

  function set(slide, items, size, {beside, columns}) {
    slide.box.style.fontSize = `${size}px`;
    slide.box.classList.toggle("beside", beside);
    slide.box.classList.toggle("code-first", beside && items[0].matches(".code"));
    slide.items.forEach(item => item.classList.toggle("left", beside && item === items[0]));
    items.forEach(item => scale(item, size / figureLetters, columns));
  }

  // Text may stand beside what the code shows, and the figures of a row below each other.
  function layouts(items) {
    const columns = Math.max(1, ...items.map(figureCount));
    return (items.length > 1 && !isFigure(items[0]) ? [false, true] : [false]).flatMap(beside =>
      Array.from({length: columns}, (_, below) => ({beside, columns: columns - below})));
  }

  function fits({box}, items, size, {beside}) {
    if (box.scrollHeight > box.clientHeight + 1 || isWide(box) || all(wide, box).some(isWide)) return false;
    return !beside || items.every(item => !item.matches(".text") || item.clientWidth >= 22 * size);
  }

  // A figure takes what is left.
  function grow({box}, items, {beside, columns}) {
    const figures = items.filter(item => item.dataset.factor);
    if (figures.length !== 1 || beside && !items[0].matches(".code")) return;
    const [figure] = figures, scaled = one(".scaled", figure), last = items.at(-1);
    const free = box.clientHeight - (beside ? figure.offsetHeight : last.offsetTop + last.offsetHeight - items[0].offsetTop);
    const most = (beside ? box.clientWidth - figure.offsetLeft + box.offsetLeft : box.clientWidth) / scaled.offsetWidth;
    const factor = Math.min(1.6, most, +figure.dataset.factor + (free - 2) / scaled.offsetHeight);
    if (factor > +figure.dataset.factor) scale(figure, factor, columns);
  }

  // Puts some of a slide's items on its screen, as large as fits.
  function arrange(slide, items, sizes = items.length === 1 && isFigure(items[0]) ? forFigure : readable) {
    slide.items.forEach(item => item.hidden = !items.includes(item));
    slide.element.classList.toggle("headed", items.some(item => one("h1, h2, h3", item)));
    if (isSmall()) return arrangeSmall(slide, items);
    const possible = layouts(items);
    for (const size of sizes) {
      for (const layout of possible) {
        set(slide, items, size, layout);
        if (fits(slide, items, size, layout)) return grow(slide, items, layout), true;
      }
    }
    set(slide, items, sizes.at(-1), possible[0]);
    return false;
  }

  function arrangeSmall(slide, items) {
    set(slide, items, small.letters, {beside: false, columns: 1});
    items.forEach(item => scale(item, small.figures));
    return true;
  }

  // As in a text program, what does not fit any more begins the next screen: a cell with all that it shows, or else what it shows alone.
  function paginate(slide) {
    if (slide.screens.length) return;
    if (isSmall()) return slide.screens = [slide.items];
    let screen = [];
    const turn = () => { if (screen.length) slide.screens.push(screen); screen = []; };
    for (const cell of Object.values(Object.groupBy(slide.items, item => item.dataset.cell))) {
      if (arrange(slide, [...screen, ...cell], comfortable)) { screen.push(...cell); continue; }
      turn();
      if (arrange(slide, cell, cell.some(isFigure) ? comfortable : readable)) { screen = cell; continue; }
      for (const item of cell) { turn(); screen = [item]; }
    }
    turn();
  }

  // ---- The window

  // In a small one, such as a phone's, a slide is as wide as the window, and a figure's letters are smaller.
  function setSmall(isSmallNow) {
    if (isSmallNow !== isSmall()) slides.forEach(slide => { slide.screens = []; slide.shown = undefined; });
    root.classList.toggle("small", isSmallNow);
  }

  function fitWindow() {
    const factor = Math.min(innerWidth / width, innerHeight / height);
    setSmall(innerWidth < 800 || innerHeight < 480);
    if (isSmall()) slides.forEach(slide => slide.shown = undefined);
    root.style.setProperty("--factor", factor);
    root.style.setProperty("--left", `${(innerWidth - factor * width) / 2}px`);
    root.style.setProperty("--top", `${(innerHeight - factor * height) / 2}px`);
  }

  return {root, one, all, slides, isSmall, isFigure, wide, isWide, prepare, arrange, paginate, setSmall, fitWindow};
})();
