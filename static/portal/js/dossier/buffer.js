/* What was typed and not yet acknowledged by the server, kept on this device by person, dossier and section. */
export class Buffer {
  /* `ahead`: by how many milliseconds the portal's clock is ahead of this device's. */
  constructor(name, ahead = 0) {
    Object.assign(this, { name, ahead });
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.name)) ?? {};
    } catch {
      return {};
    }
  }

  #write(kept) {
    try {
      if (Object.keys(kept).length) localStorage.setItem(this.name, JSON.stringify(kept));
      else localStorage.removeItem(this.name);
      return true;
    } catch {
      return false; // private browsing or a full disk: the page still holds the text
    }
  }

  /* `said`: the question and the answer in words, for the day when the form can no longer show them. */
  keep(field, pairs, base, said = {}) {
    return this.put(field, { pairs, base: this.read()[field]?.base ?? base, at: Date.now() + this.ahead, ...said });
  }

  put(field, entry) {
    return this.#write({ ...this.read(), [field]: entry });
  }

  drop(fields) {
    const kept = this.read();
    for (const field of fields) delete kept[field];
    this.#write(kept);
  }
}
