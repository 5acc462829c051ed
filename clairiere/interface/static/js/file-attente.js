// What a screen has to send: kept in this browser until the server has answered. Each entry has its own id and counts once.
(() => {
  const DELAIS = [3000, 6000, 15000, 30000];

  const identifiant = () => {
    if (crypto.randomUUID) return crypto.randomUUID();
    const o = crypto.getRandomValues(new Uint8Array(16));
    o[6] = (o[6] & 15) | 64;
    o[8] = (o[8] & 63) | 128;
    const h = [...o].map((n) => n.toString(16).padStart(2, "0")).join("");
    return [h.slice(0, 8), h.slice(8, 12), h.slice(12, 16), h.slice(16, 20), h.slice(20)].join("-");
  };

  // expedier(entries) gives the answers, one per entry, or throws: { bloque: "sentence" } when trying again is useless.
  window.FileAttente = class {
    constructor({ nom, expedier, recevoir, changer }) {
      Object.assign(this, { nom: `attente:${nom}`, expedier, recevoir, changer });
      Object.assign(this, { coupure: false, enVol: new Set(), essais: 0, bloque: "", garde: true });
      this.entrees = [];
      this.relire();
      addEventListener("online", () => this.envoyer());
      addEventListener("storage", (evenement) => {
        if (evenement.key !== this.nom) return;
        this.relire();
        this.changer();
      });
    }

    get enAttente() {
      return this.entrees.filter((e) => e.etat === "attente");
    }

    relire() {
      try {
        this.entrees = JSON.parse(localStorage.getItem(this.nom) || "[]");
      } catch {
        this.garde = false;
      }
    }

    garder() {
      try {
        if (this.entrees.length) localStorage.setItem(this.nom, JSON.stringify(this.entrees));
        else localStorage.removeItem(this.nom);
      } catch {
        this.garde = false;
      }
      this.changer();
    }

    // A newer entry about the same thing takes the place of one that has not left; it keeps what was seen first.
    ajouter(entree) {
      if (this.garde) this.relire();
      const avant = this.entrees.find((e) => e.sujet === entree.sujet && e.etat === "attente" && !this.enVol.has(e.cle));
      const suite = avant ? { ...avant, ...entree, vu: avant.vu } : entree;
      this.entrees = this.entrees.filter((e) => e !== avant);
      this.entrees.push({ ...suite, cle: identifiant(), etat: "attente" });
      this.garder();
    }

    retirer(cle) {
      this.entrees = this.entrees.filter((e) => e.cle !== cle);
      this.garder();
    }

    async envoyer() {
      clearTimeout(this.reveil);
      const lot = this.enAttente;
      if (this.enVol.size || !lot.length) return;
      this.enVol = new Set(lot.map((e) => e.cle));
      this.changer();
      let parti = false;
      try {
        if (this.coupure) throw new Error("coupure");
        const reponses = await this.expedier(lot);
        if (this.garde) this.relire();
        for (const reponse of reponses) this.recevoir(reponse, this.entrees.find((e) => e.cle === reponse.cle));
        Object.assign(this, { essais: 0, bloque: "" });
        parti = reponses.length > 0;
      } catch (erreur) {
        this.essais += 1;
        this.bloque = erreur.bloque || "";
        if (!this.bloque) this.reveil = setTimeout(() => this.envoyer(), DELAIS[Math.min(this.essais, DELAIS.length) - 1]);
      } finally {
        this.enVol = new Set();
        this.garder();
      }
      if (parti && this.enAttente.length) await this.envoyer();
    }
  };

  // Posts and reads an answer in data; what comes back as a page means that nobody is behind the address any more.
  window.FileAttente.poster = async (adresse, options) => {
    const reponse = await fetch(adresse, { method: "POST", credentials: "same-origin", signal: AbortSignal.timeout?.(20000), ...options });
    const enDonnees = (reponse.headers.get("Content-Type") || "").includes("json");
    if (reponse.status >= 500) throw new Error("panne");
    if (enDonnees && (reponse.ok || reponse.status === 422)) return reponse.json();
    const garde = "Rien n’est perdu : vos saisies restent sur cet appareil.";
    if (reponse.status === 404) throw { bloque: `Ce lien est fermé. Appelez le centre. ${garde}` };
    if (reponse.redirected) throw { bloque: `Vous n’êtes plus connectée. Connectez-vous dans une autre fenêtre. ${garde}` };
    throw { bloque: `L’envoi est refusé. Rechargez la page. ${garde}` };
  };
})();
