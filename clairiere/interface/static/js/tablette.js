// A screen left to the group: a name, a signature, the next one. Without network, signatures wait here and leave once.
(() => {
  const commencer = (page) => {
    const [liste, panneau, merci, fil] = ["noms", "panneau", "merci", "fil"].map((n) => page.querySelector(`[data-${n}]`));
    if (!liste) return;
    const formulaire = panneau.querySelector("form");
    const zone = panneau.querySelector("[data-signature]");
    const erreur = panneau.querySelector("[data-erreur]");
    const jeton = formulaire.querySelector("[name=csrfmiddlewaretoken]").value;
    let lien = null;
    let oubli;

    const remercier = (phrase, ton = "fait") => {
      clearTimeout(oubli);
      Object.assign(merci, { textContent: phrase, hidden: false });
      merci.dataset.ton = ton;
      oubli = setTimeout(() => (merci.hidden = true), 10000);
    };

    const ouvrir = (panneauOuvert) => {
      panneau.hidden = !panneauOuvert;
      liste.hidden = panneauOuvert;
      document.querySelector("[data-accueil]").hidden = panneauOuvert;
    };

    const revenir = () => {
      ouvrir(false);
      formulaire.reset();
      zone.dispatchEvent(new Event("vider"));
      erreur.hidden = true;
    };

    const fermer = (nom) => {
      nom.removeAttribute("href");
      nom.classList.add("signee");
      nom.setAttribute("aria-disabled", "true");
      nom.insertAdjacentHTML("beforeend", '<span class="lu-seulement"> a signé</span>');
    };

    const rouvrir = (e) => {
      const nom = liste.querySelector(`[data-nom="${CSS.escape(e.nom)}"]`);
      nom?.classList.remove("signee");
      nom?.removeAttribute("aria-disabled");
      nom?.querySelector(".lu-seulement")?.remove();
      nom?.setAttribute("href", e.sujet);
    };

    const changer = () => {
      const n = file.enAttente.length;
      fil.hidden = !(n && file.essais) && file.garde;
      fil.textContent = file.garde ? `En attente d’envoi\u00a0: ${n}. Vous pouvez continuer à signer.` : "Cet écran ne garde rien : ne le fermez pas.";
    };

    const file = new window.FileAttente({
      nom: location.pathname,
      changer,
      recevoir: (reponse, e) => {
        file.entrees = file.entrees.filter((autre) => autre !== e);
        if (reponse.issue === "refusee") rouvrir(e);
        const ton = reponse.issue === "refusee" ? "erreur" : reponse.comptee ? "fait" : "a_faire";
        remercier(ton === "fait" ? reponse.phrase : `${e.nom}\u00a0: ${reponse.phrase}`, ton);
      },
      expedier: async ([e]) => {
        const corps = new URLSearchParams({ csrfmiddlewaretoken: jeton, cle: e.cle, trait: e.trait, saisie: e.saisie, quand: e.quand });
        const reponse = await window.FileAttente.poster(e.sujet, { headers: { Accept: "application/json" }, body: corps });
        return [{ ...reponse, cle: e.cle }];
      },
    });

    liste.addEventListener("click", (evenement) => {
      const nom = evenement.target.closest("[data-nom]");
      if (!nom) return;
      evenement.preventDefault();
      if (!nom.hasAttribute("href")) return;
      lien = nom;
      merci.hidden = true;
      ouvrir(true);
      const titre = panneau.querySelector("[data-titre]");
      titre.textContent = nom.dataset.nom;
      titre.focus();
    });
    panneau.querySelector("[data-retour]").addEventListener("click", revenir);
    formulaire.addEventListener("submit", (evenement) => {
      evenement.preventDefault();
      const { trait, saisie } = formulaire.elements;
      if (!trait.value && !saisie.value.trim()) {
        Object.assign(erreur, { textContent: "Signez dans le cadre, ou écrivez vos initiales.", hidden: false });
        return;
      }
      file.ajouter({ sujet: lien.getAttribute("href"), nom: lien.dataset.nom, trait: trait.value, saisie: saisie.value.trim(), quand: new Date().toISOString() });
      fermer(lien);
      revenir();
      remercier(`Merci, ${lien.dataset.nom}. Votre signature est gardée sur cet écran.`);
      file.envoyer();
    });
    document.querySelector("[data-coupure]")?.addEventListener("change", (evenement) => {
      file.coupure = evenement.target.checked;
      if (!file.coupure) file.envoyer();
    });
    for (const e of file.entrees) {
      const nom = liste.querySelector(`[data-nom="${CSS.escape(e.nom)}"]`);
      if (nom) fermer(nom);
    }
    changer();
    file.envoyer();
  };

  addEventListener("DOMContentLoaded", () => {
    const page = document.querySelector("[data-tablette]");
    if (page) commencer(page);
    // The roll-call that this telephone may have kept is not for the group.
    window.caches?.keys().then((noms) => noms.filter((n) => n.startsWith("appel-")).forEach((n) => caches.delete(n)));
  });
})();
