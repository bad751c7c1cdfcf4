/* The page of a section: wires its parts together. Without this script the same form is sent whole. */
import { Autosave } from "./autosave.js";
import { totalIn } from "./budget.js";
import { Buffer } from "./buffer.js";
import { applyConditions } from "./conditions.js";
import { recallConflict, showConflict } from "./conflict.js";
import { countIn } from "./counting.js";
import { showKept } from "./kept.js";
import { makeRoom, manageRows, renumber } from "./rows.js";
import { enhanceTags } from "./tags.js";
import { quoted, said } from "./words.js";

const root = document.querySelector("[data-dossier]");
const form = root.querySelector("[data-section-form]");
const state = root.querySelector("[data-state]");
const notices = root.querySelector("[data-notices]");
const conflicts = root.querySelector("[data-conflict]");
const recount = totalIn(root);
const questionOf = (node) => node.closest("[data-question]");

function say(kind, text) {
  if (state.dataset.kind === kind && state.textContent === text) return;
  state.dataset.kind = kind;
  state.textContent = text;
  if (kind === "session") {
    const link = Object.assign(document.createElement("a"), { href: root.dataset.login, target: "_blank", textContent: "S’identifier dans un nouvel onglet" });
    state.append(" ", link);
  }
}

function tell(text, label, act) {
  const notice = Object.assign(document.createElement("p"), { className: "row-said", textContent: text });
  notice.setAttribute("role", "status");
  if (act) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "link-button", textContent: label });
    button.addEventListener("click", () => { notice.remove(); act(); });
    notice.append(" ", button);
  }
  notices.replaceChildren(notice);
}

/* The n-th row that holds something, as the server numbers them. */
function filledRows(list) {
  return [...list.querySelectorAll(":scope > [data-row]")].filter((row) =>
    [...row.querySelectorAll("input:not([type=hidden]), select, textarea")].some((one) => (["radio", "checkbox"].includes(one.type) ? one.checked && one.value : one.value.trim())));
}

function placeOf(anchor, field, suffix, mark) {
  const list = form.querySelector(`[data-rows="${field}"]`);
  const found = list && anchor.match(new RegExp(`^champ-${field}-(\\d+)(?:-(.+))?$`));
  if (!found) return document.getElementById(`${anchor}-${suffix}`);
  const row = filledRows(list)[Number(found[1])];
  return row?.querySelector(found[2] ? `[data-column="${found[2]}"] ${mark}` : mark);
}

/* Only what changes is written: each place is a live region, and the same words are not told twice. */
function showDoubts(answer) {
  for (const field of answer.fields) {
    const told = new Map(Object.entries(answer.doubts).map(([anchor, message]) => [placeOf(anchor, field, "doute", "[data-doubt]"), message]));
    for (const place of form.querySelectorAll(`[data-question="${field}"] [data-doubt]`)) {
      const message = told.get(place) ?? "";
      if (place.textContent !== message) place.textContent = message;
    }
  }
}

/* Beside the questions just saved: those whose answer is wrong, or right again, because of them. */
function touched(answer) {
  const wrong = Object.keys(answer.invalid);
  const others = [...form.querySelectorAll("[data-question]")].filter((question) =>
    question.dataset.told === "invalid" || wrong.some((anchor) => anchor === `champ-${question.dataset.question}`));
  return new Set([...answer.fields, ...others.map((question) => question.dataset.question)]);
}

function showErrors(answer) {
  for (const field of touched(answer)) {
    const question = form.querySelector(`[data-question="${field}"]`);
    for (const place of question.querySelectorAll("[data-error]")) place.textContent = "";
    for (const wrong of question.querySelectorAll(".is-wrong")) wrong.classList.remove("is-wrong");
    for (const control of question.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
    question.classList.remove("is-wrong");
    const told = Object.entries(answer.invalid).filter(([anchor]) => anchor === `champ-${field}` || anchor.startsWith(`champ-${field}-`));
    const refused = answer.refused.filter((one) => one.field === field);
    question.dataset.told = told.length && !refused.length ? "invalid" : "";
    told.push(...refused.map((one) => [`champ-${field}`, one.message]));
    for (const [anchor, message] of told) {
      const place = placeOf(anchor, field, "erreur", "[data-error]");
      if (!place) continue;
      place.textContent = message;
      const holder = place.closest("[data-column], [data-question]");
      holder.classList.add("is-wrong");
      holder.querySelector("input:not([type=hidden]), select, textarea")?.setAttribute("aria-invalid", "true");
    }
  }
}

function refresh(answer) {
  showErrors(answer);
  showDoubts(answer);
  root.parentElement.querySelector("[data-missing]").innerHTML = answer.missing;
  for (const place of document.querySelectorAll("[data-completeness]")) place.textContent = answer.completeness;
  const words = { complete: ", complète", partial: ", commencée", empty: ", à remplir" };
  for (const [key, value] of Object.entries(answer.sections)) {
    const step = document.querySelector(`[data-step="${key}"]`);
    step?.classList.toggle("done", value === "complete");
    step?.classList.toggle("partial", value === "partial");
    if (step) step.querySelector("[data-step-state]").textContent = words[value];
  }
  for (const [name, picture] of Object.entries(answer.drawings)) root.querySelector(`[data-drawing="${name}"]`).innerHTML = picture;
  const elsewhere = answer.kept.map((name) => said(form.querySelector(`[data-question="${name}"]`)).label);
  if (elsewhere.length) tell(`Réponse changée dans une autre fenêtre, et gardée\u00a0: ${quoted(elsewhere)}. Rechargez la page pour la voir.`);
}

const buffer = new Buffer(root.dataset.buffer, 1000 * Number(root.dataset.now) - Date.now());
const autosave = new Autosave(root, form, buffer, { say, saved: refresh, conflict: (answer, resolve) => showConflict(conflicts, answer, resolve) });

/* Put back what was typed on this device and never acknowledged. */
function restore() {
  const back = [];
  for (const [field, kept] of Object.entries(buffer.read())) {
    const question = form.querySelector(`[data-question="${field}"]`);
    if (!question || JSON.stringify(autosave.pairs(field)) === JSON.stringify(kept.pairs)) { buffer.drop([field]); continue; }
    const list = question.querySelector("[data-rows]");
    if (list) makeRoom(list, Number(kept.pairs.find(([name]) => name.endsWith("-TOTAL_FORMS"))?.[1] ?? 0));
    for (const one of question.querySelectorAll("input, select, textarea")) {
      const values = kept.pairs.filter(([name]) => name === one.name).map(([, value]) => value);
      if (["checkbox", "radio"].includes(one.type)) one.checked = values.includes(one.value);
      else if (one.name && !one.name.endsWith("_FORMS")) one.value = values[0] ?? "";
      one.dispatchEvent(new Event("portal:restored"));
    }
    if (list) renumber(list);
    autosave.base(field).value = kept.base;
    back.push(field);
  }
  if (!back.length) return;
  tell("Des saisies gardées sur cet appareil n’avaient pas été enregistrées\u00a0: elles sont rétablies dans la page et envoyées.");
  for (const field of back) autosave.mark(field, { wait: 0 });
}

/* Read only: what this device holds and the section does not is offered to be read; the rest is of no more use. */
function offer() {
  const same = ([field, kept]) => {
    const question = form.querySelector(`[data-question="${field}"]`);
    return question && JSON.stringify(autosave.pairs(field)) === JSON.stringify(kept.pairs);
  };
  buffer.drop(Object.entries(buffer.read()).filter(same).map(([field]) => field));
  showKept(root.querySelector("[data-kept]"), root.dataset.buffer);
}

if (autosave.stopped) {
  applyConditions(form);
  offer();
} else {
  document.documentElement.classList.add("has-autosave");
  enhanceTags(form, (text) => tell(text));
  manageRows(form, { tell, changed: (question) => { applyConditions(form); recount(); autosave.mark(question.dataset.question); } });
  applyConditions(form);
  countIn(form);
  for (const kind of ["input", "change"]) {
    form.addEventListener(kind, ({ target }) => {
      const question = questionOf(target);
      if (!question) return;
      applyConditions(form);
      recount();
      autosave.mark(question.dataset.question);
    });
  }
  form.addEventListener("focusout", ({ target }) => { if (questionOf(target) && autosave.dirty.has(questionOf(target).dataset.question)) autosave.flush(); });
  form.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.matches("input:not([type=checkbox]):not([type=radio])")) event.preventDefault(); });
  form.addEventListener("submit", async (event) => {
    if (autosave.leaving || !autosave.unsent) { autosave.leaving = true; return; }
    event.preventDefault();
    if (autosave.held) { recallConflict(conflicts); return; }
    if (!(await autosave.flush())) { // the line of state says why
      const [first] = autosave.refused.keys();
      if (first) form.querySelector(`[data-question="${first}"] :is(input:not([type=hidden]), select, textarea)`)?.focus();
      return;
    }
    autosave.leaving = true;
    setTimeout(() => form.requestSubmit(event.submitter)); // a form ignores a request made while its event is still fired
  });
  restore();
}
