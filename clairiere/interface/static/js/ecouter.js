// <button data-ecouter="id of what to read">: reads a page aloud with the telephone's own voice; hidden where there is none.
(() => {
  const voix = window.speechSynthesis;
  if (!voix) return;
  const VOIX = { fr: "fr-FR", en: "en-GB", es: "es-ES", pt: "pt-PT", ar: "ar-SA" };
  const langue = document.documentElement.lang || "fr";

  const arreter = (bouton) => {
    voix.cancel();
    bouton.setAttribute("aria-pressed", "false");
  };

  addEventListener("DOMContentLoaded", () => {
    for (const bouton of document.querySelectorAll("[data-ecouter]")) bouton.hidden = false;
  });
  addEventListener("pagehide", () => voix.cancel());

  document.addEventListener("click", (evenement) => {
    const bouton = evenement.target.closest("[data-ecouter]");
    if (!bouton) return;
    if (bouton.getAttribute("aria-pressed") === "true") {
      arreter(bouton);
      return;
    }
    const texte = document.getElementById(bouton.dataset.ecouter)?.innerText.trim();
    if (!texte) return;
    voix.cancel();
    const lecture = new SpeechSynthesisUtterance(texte);
    lecture.lang = VOIX[langue] ?? langue;
    const connue = voix.getVoices().find((v) => v.lang.toLowerCase().startsWith(langue));
    if (connue) lecture.voice = connue;
    lecture.rate = 0.9;
    lecture.onend = () => bouton.setAttribute("aria-pressed", "false");
    bouton.setAttribute("aria-pressed", "true");
    voix.speak(lecture);
  });
})();
