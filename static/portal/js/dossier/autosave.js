import { quoted, said } from "./words.js";

/* Questions saved while they are written: one request at a time, retried, kept on the device until acknowledged. */
const IDLE = 1000;
const WAITS = [2, 5, 10, 20, 40, 60]; // seconds between attempts
const WORDS = {
  saving: "Enregistrement en cours…",
  offline: "Connexion perdue\u00a0: vos dernières saisies sont gardées sur cet appareil et seront envoyées au retour du réseau.",
  server: "Le portail rencontre une difficulté\u00a0: vos dernières saisies sont gardées sur cet appareil et seront envoyées de nouveau dans un instant.",
  session: "Votre session a expiré\u00a0: identifiez-vous dans un autre onglet, puis revenez ici. Rien n’est perdu.",
  gone: "Ce dossier n’est pas accessible avec le compte de cette session. Vos saisies restent gardées sur cet appareil.",
};

export class Autosave {
  constructor(root, form, buffer, { say, saved, conflict }) {
    Object.assign(this, { root, form, buffer, say, saved, conflict });
    this.version = Number(root.dataset.version);
    this.dirty = new Set();
    this.sending = new Set();
    this.united = new Set(); // groups whose rows are to be added to those of the other window
    this.refused = new Map(); // questions whose last answer the server did not keep, with their labels
    this.toMend = []; // labels of what is kept as it was typed and does not pass
    this.attempt = 0;
    this.stopped = "locked" in root.dataset;
    addEventListener("online", () => this.flush());
    addEventListener("focus", () => this.flush());
    addEventListener("beforeunload", (event) => { if (this.unsent && !this.leaving) event.preventDefault(); });
  }

  get unsent() {
    return this.dirty.size + this.sending.size + this.refused.size > 0;
  }

  /* What is true of the whole section: one answer that is not kept is said as long as it is not. */
  sayWhere(savedAt) {
    if (!this.refused.size && this.toMend.length) {
      this.say("mend", `Gardé à ${savedAt}, à corriger\u00a0: ${quoted(this.toMend)}. La raison est dite sous la question.`);
      return;
    }
    if (!this.refused.size) { this.say("saved", `Enregistré à ${savedAt}`); return; }
    this.say("partial", `Pas enregistré\u00a0: ${quoted([...this.refused.values()])}. La raison est dite sous la question\u202f; vos autres réponses sont enregistrées.`);
  }

  base(field) {
    return this.form.querySelector(`[data-base-of="${field}"]`);
  }

  /* Names and values of one question, as the form would send them. */
  pairs(field) {
    const holder = this.form.querySelector(`[data-question="${field}"]`);
    return [...holder.querySelectorAll("input, select, textarea")]
      .filter((one) => one.name && !(["checkbox", "radio"].includes(one.type) && !one.checked))
      .map((one) => [one.name, one.value]);
  }

  mark(field, { wait = IDLE } = {}) {
    if (!this.base(field)) return;
    this.#keep(field);
    if (this.stopped) return; // refused for good: what is typed all the same stays on this device
    this.dirty.add(field);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), wait);
  }

  #keep(field) {
    this.buffer.keep(field, this.pairs(field), this.base(field).value, said(this.form.querySelector(`[data-question="${field}"]`)));
  }

  /* Send what is dirty now; true when everything is saved. */
  async flush() {
    clearTimeout(this.timer);
    while (this.running) await this.running; // one request at a time, whoever asks
    if (!this.dirty.size || this.stopped || this.held) return !this.unsent;
    this.running = this.#send().finally(() => { this.running = null; });
    await this.running;
    return this.dirty.size ? this.attempt === 0 && this.flush() : !this.unsent;
  }

  async #send() {
    this.sending = this.dirty;
    this.dirty = new Set();
    const body = new URLSearchParams([["version", this.version]]);
    for (const field of this.sending) {
      body.append(`base-${field}`, this.base(field).value);
      for (const [name, value] of this.pairs(field)) body.append(name, value);
      if (this.united.has(field)) body.append(`choix-${field}`, "both");
    }
    this.say("saving", WORDS.saving);
    let response = null;
    try {
      const headers = { "X-CSRFToken": this.#token(), Accept: "application/json" };
      response = await fetch(this.root.dataset.url, { method: "POST", headers, body, credentials: "same-origin" });
      await this.#understand(response.status, await response.json());
    } catch {
      this.#again(response ? (response.status === 403 ? "session" : "server") : "offline");
    }
  }

  #token() {
    const name = `${this.root.dataset.csrfCookie}=`;
    const found = document.cookie.split("; ").find((one) => one.startsWith(name));
    return found ? found.slice(name.length) : this.root.dataset.csrf;
  }

  async #understand(status, answer) {
    if (answer.kind === "saved") this.#acknowledge(answer);
    else if (answer.kind === "conflict") this.#hold(answer);
    else if (answer.kind === "refused") this.#stop("refused", answer.reason);
    else if (answer.kind === "session" || status === 403) this.#again("session"); // 403: the device's cookies are gone too
    else if (status === 404) this.#stop("refused", WORDS.gone);
    else this.#again("server");
  }

  #acknowledge(answer) {
    this.attempt = 0;
    this.version = answer.version;
    this.form.querySelector("[data-version-input]").value = answer.version;
    for (const [field, base] of Object.entries(answer.bases)) {
      // Changed elsewhere and still old on this screen: its base stays old, so that writing over it is a conflict.
      if (this.base(field) && !answer.kept.includes(field)) this.base(field).value = base;
    }
    for (const field of this.sending) { this.refused.delete(field); this.united.delete(field); }
    for (const { field, label } of answer.refused) this.refused.set(field, label);
    this.buffer.drop([...this.sending].filter((field) => !this.dirty.has(field) && !this.refused.has(field)));
    for (const field of this.dirty) { this.buffer.drop([field]); this.#keep(field); }
    this.sending = new Set();
    this.toMend = answer.to_mend;
    this.sayWhere(answer.saved_at);
    this.saved(answer);
  }

  #hold(answer) {
    this.held = true;
    this.#putBack();
    this.version = answer.version;
    this.say("conflict", `Une autre fenêtre a enregistré une autre réponse à ${quoted(answer.fields.map((one) => one.label))}\u00a0: choisissez ci-dessous ce qu’il faut garder.`);
    this.conflict(answer, (choices) => this.#resolved(choices));
  }

  #resolved(choices) {
    this.held = false;
    let reload = false;
    for (const { field, choice, text, theirs, base, editable } of choices) {
      this.base(field).value = base;
      this.buffer.drop([field]);
      this.refused.delete(field);
      const control = editable && this.form.querySelector(`[data-question="${field}"] :is(input, textarea)`);
      if (control) control.value = choice === "mine" ? text : theirs;
      if (choice === "both") { this.united.add(field); reload = true; }
      if (choice !== "theirs") this.mark(field, { wait: 0 });
      else { this.dirty.delete(field); reload ||= !editable; }
    }
    this.flush().then((done) => { if (reload && done) location.reload(); });
    if (!this.dirty.size) this.say("saved", "Le texte enregistré est repris.");
  }

  #putBack() {
    for (const field of this.sending) this.dirty.add(field);
    this.sending = new Set();
  }

  #again(why) {
    this.#putBack();
    this.say(why, WORDS[why]);
    const seconds = WAITS[Math.min(this.attempt++, WAITS.length - 1)];
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), seconds * 1000);
  }

  #stop(kind, reason) {
    this.#putBack();
    this.stopped = true;
    this.say(kind, `${reason} Vos dernières saisies restent gardées sur cet appareil.`);
  }
}
