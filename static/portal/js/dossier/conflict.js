/* The same question answered in another window: both texts side by side, and a choice. Nothing is lost meanwhile. */
import { element, quoted } from "./words.js";

function side(title, text, { editable, readOnly, id }) {
  const heading = element("h3", { id, textContent: title });
  const shown = editable
    ? element("textarea", { className: "form-control", rows: 8, value: text, readOnly })
    : element("p", { className: "as-typed", textContent: text });
  if (editable) shown.setAttribute("aria-labelledby", id);
  return [element("div", { className: "side" }, heading, shown), shown];
}

function choice(name, value, text, checked) {
  const radio = element("input", { type: "radio", className: "form-check-input", name, value, checked });
  return element("label", { className: "choice" }, radio, element("span", { textContent: text }));
}

function block(one) {
  const name = `choix-${one.field}`;
  const [mine, text] = side(one.unites ? "Vos lignes qui diffèrent, dans cette fenêtre" : one.editable ? "Votre texte, dans cette fenêtre" : "Votre réponse, dans cette fenêtre", one.mine, { ...one, id: `mine-${one.field}` });
  const [theirs] = side(one.unites ? "Lignes enregistrées entre-temps" : one.editable ? "Texte enregistré entre-temps" : "Réponse enregistrée entre-temps", one.theirs, { ...one, readOnly: true, id: `theirs-${one.field}` });
  const keep = one.editable ? "Garder votre texte, corrigé ci-dessus au besoin" : one.unites ? "Garder vos lignes" : "Garder votre réponse";
  const leave = one.unites ? "Garder les lignes enregistrées entre-temps" : one.editable ? "Garder le texte enregistré entre-temps" : "Garder la réponse enregistrée entre-temps";
  const choices = element("p", { className: "side-choice" }, choice(name, "mine", keep, !one.unites), choice(name, "theirs", leave, false));
  if (one.unites) choices.append(choice(name, "both", "Garder les lignes des deux côtés (les vôtres à la suite)", true));
  const made = element("fieldset", { className: "sides" }, element("legend", { textContent: one.label }), mine, theirs, choices);
  made.chosen = () => ({ ...one, choice: made.querySelector("input:checked").value, text: one.editable ? text.value : null });
  return made;
}

/* Draws the panel in `holder`; `resolve` receives [{field, choice, text, theirs, base, editable}]. */
export function showConflict(holder, answer, resolve) {
  const who = [answer.saved_at && `le ${answer.saved_at}`, answer.saved_by && `par ${answer.saved_by}`].filter(Boolean).join(" ");
  const blocks = answer.fields.map(block);
  const button = element("button", { type: "button", className: "btn btn-primary", textContent: "Enregistrer ce choix" });
  const panel = element(
    "section", { className: "conflict", tabIndex: -1 },
    element("h2", { textContent: "Deux versions de la même réponse" }),
    element("p", { textContent: `Dans une autre fenêtre, ${who || "entre-temps"}, une autre réponse a été enregistrée à ${quoted(answer.fields.map((one) => one.label))}. Choisissez ce qu’il faut garder\u202f; rien n’est perdu tant que vous n’avez pas choisi.` }),
    ...blocks, element("div", { className: "buttons" }, button),
  );
  panel.setAttribute("aria-label", "Deux versions de la même réponse");
  panel.addEventListener("input", (event) => event.stopPropagation());
  panel.addEventListener("change", (event) => event.stopPropagation());
  button.addEventListener("click", () => { panel.remove(); resolve(blocks.map((one) => one.chosen())); });
  holder.replaceChildren(panel);
  panel.focus();
}

/* « Continuer » while a choice is awaited: back to the panel, which says so. */
export function recallConflict(holder) {
  const panel = holder.querySelector(".conflict");
  if (!panel) return;
  panel.querySelector("[role=alert]")?.remove();
  const told = element("p", { className: "conflict-due", textContent: "Enregistrez d’abord ce choix\u00a0: vous pourrez ensuite continuer." });
  told.setAttribute("role", "alert");
  panel.querySelector(".buttons").before(told);
  panel.focus();
}
