// Small helps of every page: `/` goes to the search field, the error summary takes the focus, menus close, printing.
(() => {
  document.documentElement.classList.add("js");

  const saisit = (element) => element.closest("input, textarea, select, [contenteditable]");

  document.addEventListener("keydown", (evenement) => {
    if (evenement.key === "/" && !saisit(evenement.target) && !evenement.ctrlKey && !evenement.metaKey && !evenement.altKey) {
      const champ = [...document.querySelectorAll("[data-raccourci-recherche]")].find((c) => c.offsetParent !== null);
      if (!champ) return;
      evenement.preventDefault();
      champ.focus();
      champ.select();
    }
    if (evenement.key === "Escape") {
      const menu = evenement.target.closest("details[data-menu][open]");
      if (!menu) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  document.addEventListener("click", (evenement) => {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (!menu.contains(evenement.target)) menu.open = false;
    }
    if (evenement.target.closest("[data-imprimer]")) print();
    const lien = evenement.target.closest("[data-resume-erreurs] a");
    const champ = lien && document.getElementById(decodeURIComponent(lien.hash.slice(1)));
    if (champ) {
      evenement.preventDefault();
      champ.closest(".champ, fieldset")?.scrollIntoView({ block: "start" });
      champ.focus({ preventScroll: true });
    }
  });

  const auResume = () => document.querySelector("[data-resume-erreurs]:not([data-sans-focus])")?.focus();
  addEventListener("DOMContentLoaded", auResume);
  document.addEventListener("htmx:afterSwap", auResume);
})();
