/* The reception on a telephone: the list narrows as one types, taps are queued, the list follows the other telephones.
   Without this file the page works by its forms. */
import { Questions } from "./questions.js";
import { Taps } from "./taps.js";

const EVERY = 8000;
const WORDS = {
  network: "Le réseau manque\u00a0: les arrivées sont gardées sur cet appareil et partiront à son retour.",
  server: "Le portail ne répond pas\u00a0: les arrivées sont gardées sur cet appareil et partiront dans un instant.",
  session: "Votre session a expiré\u00a0: identifiez-vous dans un autre onglet, puis revenez ici. Les arrivées sont gardées.",
};
const MARKS = { arrival: "Arrivée", undo: "Reprise" };

const root = document.querySelector("[data-reception]");
if (root) start(root);

function start(root) {
  const box = root.querySelector("[data-board]");
  const search = root.querySelector("[type=search]");
  const said = root.querySelector("[data-said]");
  const network = root.querySelector("[data-network]");
  const choices = root.querySelector("[data-choices]");
  const name = `inmp:accueil:${root.dataset.reception}:${root.dataset.person}`;
  const open = new Questions(`${name}:noms`);

  const taps = new Taps(name, {
    headers: () => ({ "X-CSRFToken": token(root) }),
    changed: show,
    answered: (tap, answer) => {
      say(answer.said, answer.done);
      if (answer.choice) ask(tap, answer.choice);
      refresh();
    },
  });

  root.querySelector("[data-search]").addEventListener("submit", (event) => {
    event.preventDefault();
    const left = shown(box);
    const button = left.length === 1 && left[0].querySelector('[data-tap="arrival"]');
    if (!button) {
      if (left.length === 1) say("Son arrivée est déjà notée.", true);
      return;
    }
    button.requestSubmit();
  });
  root.querySelector("[data-search] button").hidden = true;
  search.addEventListener("input", () => narrow(box, search.value));

  root.addEventListener("submit", (event) => {
    const kind = event.target.dataset.tap;
    if (!kind) return;
    event.preventDefault();
    const fields = [...new FormData(event.target)].filter(([name]) => name !== "csrfmiddlewaretoken");
    const row = event.target.closest("[data-row]");
    const who = fields.find(([field]) => field === "name")?.[1].trim();
    if (kind === "walk-in" && !who) {
      say("Indiquez le nom de la personne.", false);
      event.target.querySelector("[name=name]").focus();
      return;
    }
    taps.add({ kind, url: event.target.getAttribute("action"), fields, row: row?.dataset.row ?? "", name: who ?? "" });
    if (kind === "walk-in") event.target.reset();
    const choice = event.target.closest("[data-namesakes]");
    if (choice) {
      open.drop(choice.dataset.key);
      choice.remove();
    }
    search.value = "";
    narrow(box, "");
    search.focus({ preventScroll: kind !== "arrival" });
  });

  choices.addEventListener("click", (event) => {
    if (!event.target.closest("[data-forget]")) return;
    event.preventDefault();
    const choice = event.target.closest("[data-namesakes]");
    open.drop(choice.dataset.key);
    choice.remove();
    search.focus();
  });

  /* The name of somebody who had not signed up is known: whose is it? Kept on this device until it is answered. */
  function ask(tap, choice) {
    choices.insertAdjacentHTML("beforeend", choice);
    choices.lastElementChild.dataset.key = tap.key;
    open.add(tap);
  }

  /* What waits is said at the top and on each row. */
  function show(waiting) {
    network.hidden = !waiting.length || !taps.trouble;
    if (!network.hidden) {
      const names = waiting.filter((tap) => tap.name).map((tap) => tap.name);
      const count = waiting.length > 1 ? `${waiting.length} gestes sont en attente d’envoi` : "Un geste est en attente d’envoi";
      root.querySelector("[data-network-said]").textContent = `${WORDS[taps.trouble]} ${count}${names.length ? ` (${names.join(", ")})` : ""}.`;
    }
    for (const row of box.querySelectorAll("[data-row]")) {
      const mine = waiting.filter((tap) => tap.row === row.dataset.row).at(-1);
      row.classList.toggle("is-waiting", Boolean(mine));
      if (mine) row.querySelector("[data-state]").textContent = `${MARKS[mine.kind]} en attente d’envoi`;
    }
  }

  function say(text, done) {
    said.textContent = text;
    said.classList.toggle("is-refused", !done);
  }

  let asked = 0; // an older answer never covers a newer one

  async function refresh() {
    const turn = ++asked;
    const { version } = box.querySelector("[data-list]").dataset;
    const shownNow = new URLSearchParams({ version });
    try {
      const response = await fetch(`${root.dataset.url}?${shownNow}`, { credentials: "same-origin", redirect: "manual", signal: AbortSignal.timeout(EVERY) });
      if (response.status !== 200) return;
      const list = await response.text();
      if (turn !== asked || box.querySelector("[type=email]:focus")) return; // an address being typed is left alone
      box.innerHTML = list;
      narrow(box, search.value);
      show(taps.all);
    } catch {
      // the next round asks again
    }
  }

  setInterval(() => { if (!document.hidden) refresh(); }, EVERY);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { taps.flush(); refresh(); } });
  if (search.value) refresh(); // the page came narrowed: the whole list, so that narrowing is the browser's
  show(taps.all);
  for (const tap of open.taken()) taps.add(tap); // the page was left with a question open: the portal asks again
  taps.flush();
}

const rows = (box) => [...box.querySelectorAll("[data-row]")];
const shown = (box) => rows(box).filter((row) => !row.hidden);

function narrow(box, text) {
  const words = fold(text).split(" ");
  for (const row of rows(box)) row.hidden = !words.every((word) => row.dataset.sought.includes(word));
  for (const list of box.querySelectorAll(".arrivals")) {
    const heading = list.previousElementSibling;
    if (heading?.matches("h2")) heading.hidden = !list.querySelector("[data-row]:not([hidden])");
  }
  box.querySelector("[data-none]").hidden = shown(box).length > 0;
}

/* As inmp_portal/lib/folding.py: without accents, case and doubled spaces. */
function fold(text) {
  return text.replace(/[œŒ]/g, "oe").replace(/[æÆ]/g, "ae").replace(/’/g, "'").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim().replace(/\s+/g, " ");
}

function token(root) {
  const name = `${root.dataset.csrfCookie}=`;
  const found = document.cookie.split("; ").find((one) => one.startsWith(name));
  return found ? found.slice(name.length) : root.dataset.csrf;
}
