{% load static %}// Keeps one roll-call page on this telephone: the network first, the kept page when there is none.
const PAGE = "{{ adresse|escapejs }}";
const CACHE = `appel-${PAGE}`;
const FICHIERS = ["{% static 'css/jetons.css' %}", "{% static 'css/reset.css' %}", "{% static 'css/base.css' %}", "{% static 'css/mise-en-page.css' %}", "{% static 'css/composants/bouton.css' %}", "{% static 'css/composants/carte.css' %}", "{% static 'css/composants/listes.css' %}", "{% static 'css/composants/formulaire.css' %}", "{% static 'css/composants/appel.css' %}", "{% static 'css/utilitaires.css' %}", "{% static 'js/page.js' %}", "{% static 'js/file-attente.js' %}", "{% static 'js/signature.js' %}", "{% static 'js/appel.js' %}"];

addEventListener("install", (e) => e.waitUntil(caches.open(CACHE).then((c) => c.addAll([PAGE, ...FICHIERS])).then(() => skipWaiting())));
addEventListener("activate", (e) => e.waitUntil(clients.claim()));

const garder = async (reponse) => {
  if (reponse.ok && !reponse.redirected) await (await caches.open(CACHE)).put(PAGE, reponse.clone());
  else if (reponse.status < 500) await caches.delete(CACHE);
  return reponse;
};

addEventListener("fetch", (e) => {
  const chemin = new URL(e.request.url).pathname;
  if (e.request.method !== "GET") return;
  if (e.request.mode === "navigate" && chemin === PAGE) {
    e.respondWith(fetch(e.request).then(garder, async () => (await caches.match(PAGE)) ?? Response.error()));
  } else if (FICHIERS.includes(chemin)) {
    e.respondWith(caches.match(e.request).then((garde) => garde ?? fetch(e.request)));
  }
});
