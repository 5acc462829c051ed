// [data-signature]: a frame to sign in with the finger, the pen or the mouse. The hidden field `trait` receives a path in 1000 × 400.
(() => {
  const MAXIMUM = 8000;

  const enTrait = (traits, pas) => {
    let texte = "";
    for (const points of traits) {
      let [x, y] = points[0];
      texte += `M${x} ${y}`;
      points.slice(1).forEach(([px, py], rang) => {
        const dernier = rang === points.length - 2;
        if (!dernier && Math.hypot(px - x, py - y) < pas) return;
        texte += `l${px - x} ${py - y}`;
        [x, y] = [px, py];
      });
    }
    return texte;
  };

  const court = (traits) => {
    for (let pas = 4; pas < 200; pas *= 1.5) {
      const texte = enTrait(traits, pas);
      if (texte.length <= MAXIMUM) return texte;
    }
    return "";
  };

  const preparer = (zone) => {
    const toile = zone.querySelector("canvas");
    const champ = zone.querySelector("input[name=trait]");
    const crayon = toile.getContext("2d");
    let traits = [];
    let actif = null;

    const point = (evenement) => {
      const cadre = toile.getBoundingClientRect();
      const x = Math.round(((evenement.clientX - cadre.left) / cadre.width) * 1000);
      const y = Math.round(((evenement.clientY - cadre.top) / cadre.height) * 400);
      return [Math.min(1000, Math.max(0, x)), Math.min(400, Math.max(0, y))];
    };

    const vider = () => {
      traits = [];
      champ.value = "";
      crayon.clearRect(0, 0, 1000, 400);
    };

    toile.addEventListener("pointerdown", (evenement) => {
      evenement.preventDefault();
      toile.setPointerCapture(evenement.pointerId);
      Object.assign(crayon, { lineWidth: 7, lineCap: "round", lineJoin: "round", strokeStyle: getComputedStyle(toile).color });
      actif = [point(evenement)];
      traits.push(actif);
    });
    toile.addEventListener("pointermove", (evenement) => {
      if (!actif) return;
      const suivant = point(evenement);
      crayon.beginPath();
      crayon.moveTo(...actif[actif.length - 1]);
      crayon.lineTo(...suivant);
      crayon.stroke();
      actif.push(suivant);
    });
    for (const fin of ["pointerup", "pointercancel"]) {
      toile.addEventListener(fin, () => {
        if (!actif) return;
        actif = null;
        champ.value = court(traits);
        zone.dispatchEvent(new Event("signee", { bubbles: true }));
      });
    }
    zone.querySelector("[data-effacer]").addEventListener("click", vider);
    zone.addEventListener("vider", vider);
  };

  addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-signature]").forEach(preparer));
})();
