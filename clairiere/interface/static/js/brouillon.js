// <form data-brouillon="name">: what was typed stays in this tab until the form is sent. Never passwords, files or hidden fields.
(() => {
  const IGNORES = new Set(["hidden", "password", "file", "submit", "button", "reset"]);
  const cle = (formulaire) => `brouillon:${location.pathname}:${formulaire.dataset.brouillon}`;
  const champs = (formulaire) => [...formulaire.elements].filter((c) => c.name && !IGNORES.has(c.type));
  const estCoche = (champ) => champ.type === "checkbox" || champ.type === "radio";

  const lire = (formulaire) =>
    champs(formulaire).map((c) => [c.name, c.value, estCoche(c) ? c.checked : [...(c.selectedOptions ?? [])].map((o) => o.value)]);

  const remettre = (formulaire, valeurs) => {
    const liste = champs(formulaire);
    if (liste.length !== valeurs.length) return false;
    let change = false;
    liste.forEach((champ, rang) => {
      const [nom, valeur, choix] = valeurs[rang];
      if (champ.name !== nom) return;
      if (estCoche(champ)) {
        change ||= champ.checked !== choix;
        champ.checked = choix;
      } else if (champ.multiple) {
        for (const option of champ.options) option.selected = choix.includes(option.value);
      } else if (champ.value !== valeur) {
        change = true;
        champ.value = valeur;
      }
    });
    return change;
  };

  const suivre = (formulaire) => {
    const garde = sessionStorage.getItem(cle(formulaire));
    const refuse = formulaire.querySelector("[data-resume-erreurs]");
    if (garde && !refuse) {
      const mot = formulaire.querySelector("[data-brouillon-repris]");
      if (remettre(formulaire, JSON.parse(garde)) && mot) mot.hidden = false;
    }
    formulaire.addEventListener("input", () => sessionStorage.setItem(cle(formulaire), JSON.stringify(lire(formulaire))));
    formulaire.addEventListener("submit", () => sessionStorage.removeItem(cle(formulaire)));
    formulaire.querySelector("[data-brouillon-oublier]")?.addEventListener("click", () => {
      sessionStorage.removeItem(cle(formulaire));
      formulaire.reset();
      formulaire.querySelector("[data-brouillon-repris]").hidden = true;
    });
  };

  addEventListener("DOMContentLoaded", () => document.querySelectorAll("form[data-brouillon]").forEach(suivre));
})();
