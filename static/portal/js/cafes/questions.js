/* Taps that the portal answered with a question: kept on this device, so that a page left too early loses nobody. */
export class Questions {
  constructor(name) {
    this.name = name;
  }

  get all() {
    try {
      return JSON.parse(localStorage.getItem(this.name)) ?? [];
    } catch {
      return [];
    }
  }

  #write(taps) {
    try {
      if (taps.length) localStorage.setItem(this.name, JSON.stringify(taps));
      else localStorage.removeItem(this.name);
    } catch {
      // the device keeps nothing: the question stands on the page as long as it is open
    }
  }

  keep(tap) {
    this.#write([...this.all, tap]);
  }

  drop(key) {
    this.#write(this.all.filter((tap) => tap.key !== key));
  }

  /* All of them, no longer kept here. */
  taken() {
    const taps = this.all;
    this.#write([]);
    return taps;
  }
}
