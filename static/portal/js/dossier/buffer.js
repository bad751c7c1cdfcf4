/* What was typed and not yet acknowledged by the server, kept on this device by person, dossier and section. */
export class Buffer {
  constructor(name) {
    this.name = name;
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

  keep(field, pairs, base) {
    const kept = this.read();
    kept[field] = { pairs, base: kept[field]?.base ?? base, at: Date.now() };
    return this.#write(kept);
  }

  drop(fields) {
    const kept = this.read();
    for (const field of fields) delete kept[field];
    this.#write(kept);
  }
}
