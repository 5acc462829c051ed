// The week that is typed: « Copier sur les jours suivants » repeats the hours of one day until Friday; lists: tick all.
(() => {
  const VENDREDI = 4;

  document.addEventListener("click", (evenement) => {
    const bouton = evenement.target.closest("[data-copier-jour]");
    if (!bouton) return;
    const jours = [...bouton.closest("[data-semaine]").querySelectorAll("[data-jour]")];
    const depart = Number(bouton.dataset.copierJour);
    const modele = [...jours[depart].querySelectorAll("input")].map((c) => c.value);
    for (const jour of jours.slice(depart + 1, VENDREDI + 1)) {
      jour.querySelectorAll("input").forEach((champ, rang) => {
        champ.value = modele[rang];
        const repli = champ.closest("details");
        if (repli && champ.value) repli.open = true;
      });
    }
    bouton.dispatchEvent(new Event("input", { bubbles: true }));
  });

  document.addEventListener("change", (evenement) => {
    const tout = evenement.target.closest("[data-cocher-tout]");
    if (!tout) return;
    for (const c of document.querySelectorAll(`input[type=checkbox][name="${tout.dataset.cocherTout}"]`)) c.checked = tout.checked;
  });
})();
