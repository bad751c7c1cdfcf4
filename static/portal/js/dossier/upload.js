/* Files: sent as soon as they are chosen or dropped, with their progress, cancelled at will. Without this script the
   same buttons send the same form. A change of the list is told by the event "portal:files" on its fieldset. */
const MESSAGES = {
  network: "Le réseau ne répond pas\u00a0: rien n’a été enregistré. Réessayez dans un instant.",
  server: "Le serveur a rencontré une difficulté\u00a0: rien n’a été enregistré. Réessayez, puis écrivez à la coordination si cela se reproduit.",
  session: "Votre session a expiré\u00a0: identifiez-vous dans un autre onglet, puis réessayez ici. Vos réponses sont conservées.",
  tooLarge: "Ce fichier est trop lourd pour être envoyé.",
  cancelled: "Envoi annulé\u00a0: rien n’a été enregistré.",
  describe: "Donnez d’abord une légende et un texte de remplacement.",
  sending: "Envoi en cours…",
  checking: "Fichier reçu, vérification en cours…",
};
const waiting = new WeakMap();

const zoneOf = (node) => node.closest("[data-upload]");

function say(zone, text, tone = "") {
  const said = zone.querySelector("[data-said]");
  said.className = `attachments-said${tone ? ` is-${tone}` : ""}`;
  said.textContent = text;
}

function request(zone, url, body, onProgress) {
  return new Promise((resolve) => {
    const sending = new XMLHttpRequest();
    waiting.set(zone, sending);
    sending.open("POST", url);
    sending.setRequestHeader("Accept", "application/json");
    sending.setRequestHeader("X-CSRFToken", zone.closest("form").elements.csrfmiddlewaretoken.value);
    sending.responseType = "text";
    if (onProgress) sending.upload.addEventListener("progress", onProgress);
    sending.addEventListener("load", () => resolve(read(sending)));
    sending.addEventListener("error", () => resolve({ ok: false, message: MESSAGES.network }));
    sending.addEventListener("abort", () => resolve({ ok: false, message: MESSAGES.cancelled }));
    sending.send(body);
  });
}

function read(sending) {
  try {
    const answer = JSON.parse(sending.responseText);
    if (typeof answer.message === "string") return answer;
  } catch { /* not ours: a sign-in page, a proxy, an error */ }
  if (sending.status === 413) return { ok: false, message: MESSAGES.tooLarge };
  const elsewhere = sending.status < 400 || sending.status === 401 || sending.status === 403;
  return { ok: false, message: elsewhere ? MESSAGES.session : MESSAGES.server };
}

function renew(zone, answer) {
  if (answer.html && answer.ok) {
    const holder = document.createElement("div");
    holder.innerHTML = answer.html;
    const next = holder.querySelector("[data-upload]");
    zone.replaceWith(next);
    enhance(next);
    zone = next;
    zone.dispatchEvent(new CustomEvent("portal:files", { bubbles: true }));
    refresh();
  }
  say(zone, answer.message, answer.ok ? "done" : "bad");
  return zone;
}

/* What the rest of the page says of the dossier: what is saved, what is missing, how far each section is. */
async function refresh() {
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of ["[data-state]", "[data-missing]", "[data-completeness]", ".steps"]) {
    const [here, there] = [document, fresh].map((page) => page.querySelector(part));
    const isTrouble = here?.dataset.kind && here.dataset.kind !== "saved"; // an answer that is not saved stays said
    if (here && there && !isTrouble) here.replaceChildren(...there.childNodes);
  }
}

async function send(zone, file) {
  const field = zone.dataset.upload;
  if (file.size > Number(zone.dataset.maxBytes)) {
    const limit = (Number(zone.dataset.maxBytes) / 1e6).toLocaleString("fr-FR");
    const size = (file.size / 1e6).toLocaleString("fr-FR", { maximumFractionDigits: 1 });
    say(zone, `Ce fichier pèse ${size}\u00a0Mo\u00a0: la limite est de ${limit}\u00a0Mo.`, "bad");
    return zone;
  }
  const body = new FormData();
  body.append("field", field);
  for (const name of ["legende", "alternative"]) {
    const input = document.getElementById(`${name}-${field}`);
    if (input && !input.value.trim()) {
      say(zone, MESSAGES.describe, "bad");
      input.focus();
      return zone;
    }
    if (input) body.append(`${name}-${field}`, input.value);
  }
  body.append(`fichier-${field}`, file, file.name);
  const progress = zone.querySelector("[data-progress]");
  const bar = progress.querySelector("progress");
  progress.hidden = false;
  bar.value = 0;
  say(zone, MESSAGES.sending);
  const answer = await request(zone, zone.querySelector("[data-send]").formAction, body, (event) => {
    if (!event.lengthComputable) return;
    bar.value = (100 * event.loaded) / event.total;
    if (event.loaded === event.total) {
      bar.removeAttribute("value");
      say(zone, MESSAGES.checking);
    }
  });
  progress.hidden = true;
  const input = zone.querySelector("input[type=file]");
  if (input) input.value = "";
  return renew(zone, answer);
}

/* The caption and the replacement text of a file already joined; nothing for another button. */
function wordsOf(button) {
  const body = new FormData();
  for (const name of button.dataset.describe ? ["legende", "alternative"] : []) {
    const input = document.getElementById(`${name}-${button.dataset.describe}`);
    body.append(input.name, input.value);
  }
  return body;
}

async function sendAll(zone, files) {
  const chosen = [...files];
  const room = Math.max(Number(zone.dataset.room), 1);
  const told = []; // of several files, each is named with what became of it
  const over = [];
  for (const file of chosen) {
    if (told.filter((one) => !one.isBad).length >= room) {
      over.push(`«\u00a0${file.name}\u00a0»`);
      continue;
    }
    zone = await send(zone, file);
    const said = zone.querySelector("[data-said]");
    told.push({ isBad: said.classList.contains("is-bad"), text: said.textContent, name: file.name });
  }
  if (chosen.length > 1) {
    const lines = told.map((one) => (one.isBad ? `«\u00a0${one.name}\u00a0» n’est pas joint. ${one.text}` : one.text));
    if (over.length) lines.push(`Pas de place pour ${over.join(", ")}\u00a0: retirez un fichier, puis choisissez à nouveau.`);
    say(zone, lines.join("\n"), over.length || told.some((one) => one.isBad) ? "bad" : "done");
  }
  const input = zone.querySelector("input[type=file]");
  if (!input) zone.querySelector("[data-said]").tabIndex = -1; // never a button that removes a file
  (input ?? zone.querySelector("[data-said]")).focus();
}

function enhance(zone) {
  const drop = zone.querySelector("[data-drop]");
  if (!drop) return;
  const input = zone.querySelector("input[type=file]");
  const described = Boolean(document.getElementById(`legende-${zone.dataset.upload}`));
  input.multiple = !described && Number(zone.dataset.room) > 1;
  zone.querySelector("[data-hint]").hidden = false;
  zone.querySelector("[data-send]").hidden = !described;
  if (!described) input.addEventListener("change", () => input.files.length && sendAll(zone, input.files));
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.add("is-over");
    });
  }
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("is-over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) sendAll(zone, event.dataTransfer.files);
  });
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-remove], [data-describe], [data-cancel], [data-send]");
  const zone = button && zoneOf(button);
  if (!zone) return;
  event.preventDefault();
  if (button.matches("[data-cancel]")) {
    waiting.get(zone)?.abort();
  } else if (button.matches("[data-send]")) {
    const chosen = zone.querySelector("input[type=file]").files;
    if (chosen.length) sendAll(zone, chosen);
    else say(zone, "Choisissez d’abord un fichier.", "bad");
  } else {
    button.disabled = true;
    const next = renew(zone, await request(zone, button.formAction, wordsOf(button)));
    button.disabled = false;
    const place = button.isConnected ? button : next.querySelector(button.matches("[data-describe]") ? ".file-words summary" : "input[type=file], [data-remove]");
    place?.focus();
  }
});

document.querySelectorAll("[data-upload]").forEach(enhance);
