// The roll-call: each line leaves as it is touched, waits when there is no network, and never overwrites what someone else noted.
(() => {
  const PRESENTES = ["presente", "retard"];
  const MOTS = { presente: ["présente", "présentes"], retard: ["en retard", "en retard"], absente: ["absente", "absentes"] };
  const francais = (texte) =>
    texte.replace(/« /g, "«\u00a0").replace(/ ([»:;?])/g, "\u00a0$1").replace(/(\d) h(?: (\d\d))?\b/g, (_t, h, m) => `${h}\u00a0h${m ? `\u00a0${m}` : ""}`);
  const majuscule = (texte) => texte.charAt(0).toUpperCase() + texte.slice(1);
  const compter = (n, [un, plusieurs]) => `${n} ${n < 2 ? un : plusieurs}`;

  const commencer = (formulaire) => {
    const fil = document.querySelector("[data-fil]");
    const renvoyer = document.querySelector("[data-renvoyer]");
    const zones = new Map([...formulaire.querySelectorAll("[data-ligne]")].map((z) => [z.dataset.ligne, z]));
    let dernierEnvoi = "";

    const champ = (zone, nom) => zone.querySelector(`[name=${nom}_${zone.dataset.ligne}]:not([type=radio])`);
    const coche = (zone, nom) => zone.querySelector(`[name=${nom}_${zone.dataset.ligne}]:checked`);
    const statut = (zone) => coche(zone, "statut")?.value ?? "";
    const arrivee = (zone) => champ(zone, "heure_arrivee").value || coche(zone, "arrivee")?.value || "";
    const dire = (zone, texte) => (zone.querySelector("[data-etat]").textContent = francais(texte));
    const heure = (texte) => texte.replace(/^0/, "").replace(":00", " h").replace(":", " h ");
    const mot = (zone, valeur) => zone.querySelector(`[value=${valeur}]`).parentElement.textContent.trim().toLowerCase();
    const enMots = (zone, e) =>
      [mot(zone, e.statut), e.arrivee && `arrivée à ${heure(e.arrivee)}`, e.depart && `partie à ${heure(e.depart)}`]
        .filter(Boolean)
        .join(", ");

    const montrer = (zone, { statut: s, arrivee: a, depart }) => {
      const bouton = zone.querySelector(`input[value="${s}"]`);
      if (bouton) bouton.checked = true;
      const heures = [...zone.querySelectorAll("[name^=arrivee_]")];
      for (const h of heures) h.checked = h.value === a;
      champ(zone, "heure_arrivee").value = heures.some((h) => h.checked) ? "" : (a ?? "");
      champ(zone, "depart").value = depart ?? "";
    };

    const choix = (zone, phrase, gestes) => {
      zone.querySelector(".appel-choisir")?.remove();
      for (const c of zone.querySelectorAll(".appel-choix input, .appel-retard input, .appel-suite input")) c.disabled = Boolean(gestes);
      if (!gestes) return;
      const boite = document.createElement("div");
      boite.className = "appel-choisir";
      boite.setAttribute("role", "group");
      boite.setAttribute("aria-label", "À choisir");
      const texte = document.createElement("p");
      texte.textContent = francais(phrase);
      boite.append(texte);
      for (const [libelle, geste] of gestes) {
        const bouton = document.createElement("button");
        Object.assign(bouton, { type: "button", className: "bouton", textContent: francais(libelle) });
        bouton.addEventListener("click", geste);
        boite.append(bouton);
      }
      zone.querySelector("[data-etat]").before(boite);
    };

    const prendre = (zone, ligne) => {
      champ(zone, "vu").value = ligne.vu;
      montrer(zone, ligne);
      const boite = champ(zone, "signature");
      if (boite.type === "checkbox") boite.checked = ligne.signature === "papier";
      dire(zone, majuscule(ligne.dit));
    };

    const trancher = (zone, e) => {
      dire(zone, "");
      if (e.etat === "refus") {
        choix(zone, e.phrase, [
          ["Réessayer", () => reprendre(zone, e, e.vu)],
          ["Abandonner cette saisie", () => laisser(zone, e)],
        ]);
        return;
      }
      const s = e.serveur;
      choix(zone, `${s.par} a noté, à ${s.a} : « ${s.dit} ». Vous avez noté : « ${enMots(zone, e)} ». Laquelle est vraie ?`, [
        [`Garder « ${mot(zone, s.statut)} »`, () => laisser(zone, e)],
        [`Noter « ${mot(zone, e.statut)} »`, () => reprendre(zone, e, s.vu)],
      ]);
    };

    const laisser = (zone, e) => {
      choix(zone);
      if (e.serveur) prendre(zone, e.serveur);
      file.retirer(e.cle);
      if (!e.serveur) location.reload();
    };

    const reprendre = (zone, e, vu) => {
      choix(zone);
      if (e.serveur) champ(zone, "vu").value = e.serveur.vu;
      file.retirer(e.cle);
      const { cle, etat, serveur, phrase, ...entree } = e;
      file.ajouter({ ...entree, vu });
      file.envoyer();
    };

    const recevoir = (reponse, entree) => {
      if (!entree) return;
      const zone = zones.get(entree.sujet);
      const plusRecente = file.entrees.find((e) => e !== entree && e.sujet === entree.sujet && e.etat === "attente");
      if (reponse.issue === "enregistree" || (plusRecente && reponse.issue !== "conflit")) {
        file.entrees = file.entrees.filter((e) => e !== entree);
        if (!zone || !reponse.ligne) return;
        champ(zone, "vu").value = reponse.ligne.vu;
        if (plusRecente) plusRecente.vu = reponse.ligne.vu;
        else {
          prendre(zone, reponse.ligne);
          dire(zone, majuscule(`${reponse.ligne.dit}. ${reponse.phrase}.`));
        }
        return;
      }
      if (plusRecente) file.entrees = file.entrees.filter((e) => e !== plusRecente);
      Object.assign(entree, { etat: reponse.issue === "conflit" ? "conflit" : "refus", serveur: reponse.ligne, phrase: reponse.phrase });
      if (zone) trancher(zone, entree);
    };

    const bilan = () => {
      const notees = [...zones.values()].map((z) => [z, champ(z, "vu").value.split("|")]);
      const sans = notees.filter(([, v]) => !v[0]).map(([z]) => z.querySelector("legend").firstChild.textContent.trim());
      const muettes = notees.filter(([, v]) => PRESENTES.includes(v[0]) && !v[2]).length;
      const poser = (marque, n, texte) => {
        const p = document.querySelector(`[${marque}]`);
        if (!p) return;
        p.hidden = !n;
        p.textContent = francais(texte);
      };
      const rattrapage = !formulaire.querySelector("[value=toutes_presentes]");
      poser("data-sans-ligne", rattrapage ? 0 : sans.length, `${compter(sans.length, ["personne n’a pas", "personnes n’ont pas"])} de présence notée : ${sans.join(", ")}`);
      poser("data-sans-signature", muettes, `${compter(muettes, ["présente n’a pas signé", "présentes n’ont pas signé"])}. Leurs heures ne compteront pas sans signature.`);
    };

    const resume = () => {
      const statuts = [...zones.values()].map((z) => statut(z).replace("absente_justifiee", "absente"));
      const parts = Object.entries(MOTS).map(([s, mots]) => [statuts.filter((x) => x === s).length, mots]);
      const vides = statuts.filter((x) => !x).length;
      return [...parts.filter(([n]) => n).map(([n, mots]) => compter(n, mots)), ...(vides ? [`${vides} à noter`] : [])].join(", ");
    };

    const changer = () => {
      const attente = file.enAttente.length;
      const choisir = file.entrees.filter((e) => e.etat !== "attente").length;
      const phrases = [];
      if (file.bloque) phrases.push(file.bloque);
      if (attente && file.essais) phrases.push(`En attente d’envoi : ${attente}. Le réseau manque. Tout partira quand il reviendra.`);
      else if (attente) phrases.push(`Envoi en cours : ${attente}.`);
      if (choisir) phrases.push(`${compter(choisir, ["ligne attend", "lignes attendent"])} votre choix.`);
      if (!attente && !choisir && dernierEnvoi) phrases.push(`C’est enregistré. Dernier envoi à ${dernierEnvoi}.`);
      if (!file.garde) phrases.push("Cet appareil ne garde rien : ne fermez pas cette page.");
      fil.textContent = francais([...phrases, `${resume()}.`].join(" "));
      fil.parentElement.dataset.ton = file.bloque || attente || choisir ? "a_faire" : "fait";
      renvoyer.hidden = !(attente && file.essais);
      for (const e of file.enAttente) {
        const zone = zones.get(e.sujet);
        if (zone) dire(zone, majuscule(`${enMots(zone, e)}. En attente d’envoi.`));
      }
      bilan();
    };

    const file = new window.FileAttente({
      nom: formulaire.dataset.appel,
      recevoir,
      changer,
      expedier: async (entrees) => {
        const corps = { entrees: entrees.map(({ cle, sujet, statut: s, arrivee: a, depart, signature, vu }) => ({ cle, parcours: sujet, statut: s, arrivee: a, depart, signature, vu })) };
        const entete = { "Content-Type": "application/json", "X-CSRFToken": formulaire.querySelector("[name=csrfmiddlewaretoken]").value };
        const reponse = await window.FileAttente.poster(formulaire.dataset.appel, { headers: entete, body: JSON.stringify(corps) });
        dernierEnvoi = reponse.heure;
        recopier();
        return reponse.recues;
      },
    });

    // What this telephone keeps of the page follows what was recorded (see appel/hors_ligne.js).
    let copie;
    const recopier = () => {
      if (!document.querySelector("[data-hors-ligne]") || !window.caches) return;
      clearTimeout(copie);
      const [nom, page] = [`appel-${location.pathname}`, location.pathname];
      copie = setTimeout(() => caches.has(nom).then((la) => la && caches.open(nom).then((c) => c.add(page))).catch(() => {}), 2000);
    };

    const noter = (zone, signature) => {
      const s = statut(zone);
      if (s === "retard" && !arrivee(zone) && !champ(zone, "vu").value.startsWith("retard|")) {
        dire(zone, "Dites son retard.");
        return false;
      }
      const entree = { sujet: zone.dataset.ligne, statut: s, arrivee: s === "retard" ? arrivee(zone) : "", depart: champ(zone, "depart").value, vu: champ(zone, "vu").value };
      file.ajouter(signature === undefined ? entree : { ...entree, signature });
      return true;
    };

    formulaire.addEventListener("change", (evenement) => {
      const zone = evenement.target.closest("[data-ligne]");
      if (!zone) return;
      const nom = evenement.target.name.replace(/_\d+$/, "");
      const boite = champ(zone, "signature");
      if (nom === "arrivee") champ(zone, "heure_arrivee").value = "";
      if (nom === "heure_arrivee") for (const h of zone.querySelectorAll("[name^=arrivee_]")) h.checked = false;
      if (nom === "statut" && !PRESENTES.includes(statut(zone)) && boite.type === "checkbox") boite.checked = false;
      if (nom === "signature" && !PRESENTES.includes(statut(zone))) {
        boite.checked = false;
        dire(zone, "Notez-la d’abord présente.");
        return;
      }
      if (noter(zone, nom === "signature" ? boite.checked : undefined)) file.envoyer();
    });

    const aToutes = {
      toutes_presentes: (zone) => {
        if (statut(zone)) return;
        zone.querySelector("input[value=presente]").checked = true;
        noter(zone);
      },
      toutes_signent: (zone) => {
        const boite = champ(zone, "signature");
        if (!PRESENTES.includes(statut(zone)) || boite.type !== "checkbox" || boite.checked) return;
        boite.checked = true;
        noter(zone, true);
      },
    };
    formulaire.addEventListener("submit", (evenement) => {
      evenement.preventDefault();
      zones.forEach(aToutes[evenement.submitter?.value] ?? (() => {}));
      file.envoyer();
      changer();
    });

    // Signing, or leaving the screen, waits until what was noted has left.
    for (const suite of document.querySelectorAll("[data-apres-envoi]")) {
      suite.addEventListener("submit", async (evenement) => {
        if (!file.entrees.length) return;
        evenement.preventDefault();
        await file.envoyer();
        if (file.entrees.length) {
          fil.textContent = `Avant de continuer, tout doit être envoyé. ${fil.textContent}`;
          fil.scrollIntoView({ block: "center" });
        } else suite.requestSubmit(evenement.submitter);
      });
    }

    formulaire.querySelector("[value=enregistrer]").dataset.ton = "secondaire";
    renvoyer.addEventListener("click", () => file.envoyer());
    document.querySelector("[data-coupure]")?.addEventListener("change", (evenement) => {
      file.coupure = evenement.target.checked;
      if (!file.coupure) file.envoyer();
    });
    for (const e of file.entrees) {
      const zone = zones.get(e.sujet);
      if (!zone) continue;
      montrer(zone, e);
      if (e.etat !== "attente") trancher(zone, e);
    }
    if (file.entrees.length) changer();
    file.envoyer();
  };

  addEventListener("pageshow", (evenement) => evenement.persisted && location.reload());
  addEventListener("DOMContentLoaded", () => {
    const formulaire = document.querySelector("form[data-appel]");
    if (formulaire) commencer(formulaire);
    const page = document.querySelector("[data-hors-ligne]");
    if (page && navigator.serviceWorker) navigator.serviceWorker.register(page.dataset.horsLigne).catch(() => {});
  });
})();
