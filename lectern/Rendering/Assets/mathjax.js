// Sets formulas with MathJax, whose module is at the address. Of each formula comes its HTML, or why MathJax refuses it.
async (address, formulas) => {
  window.MathJax = {
    startup: {typeset: false},
    // An unknown command is an error, rather than a word in red.
    tex: {packages: {"[-]": ["noerrors", "noundefined"]}, formatError: (_, error) => { throw error; }},
    svg: {fontCache: "none"},
    options: {enableMenu: false},
  };
  await import(address);
  await MathJax.startup.promise;

  const phone = 38; // in ex
  const set = [];
  for (const {tex, isDisplay} of formulas) {
    try {
      const element = await MathJax.tex2svgPromise(tex, {display: isDisplay});
      if (parseFloat(element.querySelector("svg").getAttribute("width")) > phone) {
        element.classList.add("wide");
        element.tabIndex = 0; // it scrolls by the keyboard too
      }
      set.push({html: element.outerHTML});
    } catch (error) {
      set.push({problem: error.message});
    }
  }
  return {formulas: set, style: MathJax.svgStylesheet().textContent};
}
