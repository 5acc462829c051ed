// A form leaves once: the second click finds the button resting. Coming back to the page wakes it up again.
(() => {
  const reveiller = (formulaire) => {
    delete formulaire.dataset.parti;
    for (const bouton of formulaire.querySelectorAll(".en-cours")) {
      bouton.classList.remove("en-cours");
      bouton.removeAttribute("aria-disabled");
    }
  };

  document.addEventListener("submit", (evenement) => {
    const formulaire = evenement.target;
    if (formulaire.method !== "post" || evenement.defaultPrevented) return;
    if (formulaire.dataset.parti) {
      evenement.preventDefault();
      return;
    }
    formulaire.dataset.parti = "1";
    const bouton = evenement.submitter;
    if (bouton) {
      bouton.classList.add("en-cours");
      bouton.setAttribute("aria-disabled", "true");
    }
    // A file that downloads leaves the page where it is: the button must not rest for ever.
    setTimeout(() => reveiller(formulaire), 8000);
  });

  addEventListener("pageshow", () => document.querySelectorAll("form[data-parti]").forEach(reveiller));
  document.addEventListener("htmx:afterRequest", (evenement) => {
    const formulaire = evenement.target.closest?.("form[data-parti]");
    if (formulaire) reveiller(formulaire);
  });
})();
