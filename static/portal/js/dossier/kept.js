/* What was typed and never saved, once the dossier may no longer be written in: it lies on this device alone. It is shown
   with its date, copied, deleted; never sent. */
import { Buffer } from "./buffer.js";
import { element } from "./words.js";

const PARIS = { timeZone: "Europe/Paris" };
const DAY = new Intl.DateTimeFormat("fr-FR", { dateStyle: "full", ...PARIS });
const HOUR = new Intl.DateTimeFormat("fr-FR", { timeStyle: "short", ...PARIS });
const moment = (at) => `${DAY.format(at)} à ${HOUR.format(at).replace(/^0/, "").replace(":", "\u00a0h\u00a0")}`;

/* Buffers of this device whose name starts so. */
function namesWith(prefix) {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(prefix)).sort();
  } catch {
    return []; // a browser that keeps nothing
  }
}

const typed = (kept) => kept.text ?? kept.pairs.filter(([name]) => !name.endsWith("_FORMS")).map(([, value]) => value).filter(Boolean).join("\n");

function button(textContent, act) {
  const made = element("button", { type: "button", className: "btn btn-sm btn-plain", textContent });
  made.addEventListener("click", act);
  return made;
}

function entry(buffer, field, kept) {
  const text = element("textarea", { className: "form-control", readOnly: true, value: typed(kept), rows: Math.min(8, typed(kept).split("\n").length + 2) });
  const label = kept.label || "Une réponse";
  const told = element("p", { className: "small" });
  told.setAttribute("role", "status");
  text.setAttribute("aria-label", label);
  const copy = button("Copier le texte", async () => {
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
      told.textContent = "Texte copié.";
    } catch {
      told.textContent = "Le texte est sélectionné\u00a0: copiez-le avec Ctrl\u00a0+\u00a0C.";
    }
  });
  const back = button("Annuler", () => { buffer.put(field, kept); show(true); copy.focus(); });
  const away = button("Effacer de cet appareil", () => { buffer.drop([field]); show(false); back.focus(); });
  const tools = element("p", { className: "buttons" });
  const show = (isThere) => {
    text.hidden = !isThere;
    tools.replaceChildren(...(isThere ? [copy, away] : [back]));
    told.textContent = isThere ? "" : "Ce texte est effacé de cet appareil.";
  };
  show(true);
  const date = element("p", { className: "small soft", textContent: `Saisi le ${moment(kept.at)}, heure de Paris` });
  return element("div", { className: "kept" }, element("h3", { textContent: label }), date, text, tools, told);
}

/* Draws in `holder` all that is kept under `prefix`; `reason` says why it can no longer be saved. */
export function showKept(holder, prefix, { reason = "Le dossier est en lecture seule" } = {}) {
  const entries = namesWith(prefix).flatMap((name) => {
    const buffer = new Buffer(name);
    return Object.entries(buffer.read()).filter(([, kept]) => typed(kept)).map(([field, kept]) => entry(buffer, field, kept));
  });
  if (!entries.length) return;
  const told = `${reason}\u00a0: le portail ne les a pas enregistrées et elles ne font pas partie du dossier. Vous pouvez les lire et les copier, puis les effacer.`;
  const inside = element("div", {}, element("h2", { textContent: "Des saisies non enregistrées sont restées sur cet appareil" }), element("p", { textContent: told }), ...entries);
  const panel = element("section", { className: "notice notice-warning kept-here" }, inside);
  panel.setAttribute("aria-label", "Saisies restées sur cet appareil");
  holder.replaceChildren(panel);
}
